import { CognitoUnavailableException } from '../errors/exceptions.js';

/** Returns the refusal of a request that no key can decide. */
export function unavailable(
  retryAfterMs: number,
  cause?: unknown,
): CognitoUnavailableException {
  const details = { retryAfterMs, cause };
  return new CognitoUnavailableException('keys_unavailable', details);
}
