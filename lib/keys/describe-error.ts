import { CognitoUnavailableException } from '../errors/exceptions.js';
import type { ResolvedUserPool } from '../options/resolved-options.js';

/**
 * Joins the messages of an error and its causes in one line. `fetch` names the
 * reason of a failed connection only in the cause.
 */
export function describeError(error: unknown): string {
  const messages: string[] = [];
  let current = error;
  while (current instanceof Error && messages.length < 4) {
    messages.push(current.message || codeOf(current));
    current = current.cause;
  }
  return messages.length > 0 ? messages.join(': ') : String(error);
}

/** An `AggregateError` of failed connections has a code but no message. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}

/** Returns the error behind the exception that a request would have got. */
export function reasonOf({ reason }: PromiseRejectedResult): unknown {
  return reason instanceof CognitoUnavailableException ? reason.cause : reason;
}

/** Describes for the log that a user pool has no signing keys. */
export function describeFailure(
  { name, jwks }: ResolvedUserPool,
  addresses: Iterable<string>,
  error: unknown,
): string {
  const source = jwks ? 'its option jwks' : [...addresses].join(', ');
  return `No signing keys of user pool "${name}" from ${source}: ${describeError(error)}`;
}
