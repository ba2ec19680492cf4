import {
  authenticationOf,
  setAuthentication,
  setPending,
  unsetPending,
  type Authentication,
} from '../request/request-authentication.js';

/**
 * Shares an authentication that has begun with concurrent calls. A refusal
 * stays with its request, so that no number of fields costs more. A connection
 * may succeed later.
 */
export function share(
  holder: object,
  authenticator: object,
  begun: Promise<Authentication>,
  isConnection: boolean,
): Promise<Authentication> {
  const earlier = authenticationOf(holder, authenticator);
  const result = begun.then((authentication) => {
    // A connection may have been renewed meanwhile.
    const kept = authenticationOf(holder, authenticator);
    return kept && kept !== earlier
      ? kept
      : setAuthentication(holder, authentication);
  });
  setPending(holder, { authenticator, result });
  if (isConnection) {
    const end = (): void => unsetPending(holder);
    result.then(end, end);
  }
  return result;
}
