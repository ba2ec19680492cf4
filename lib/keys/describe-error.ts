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
