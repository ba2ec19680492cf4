/**
 * What an error and the errors behind it say, in one line: `fetch` hides in
 * the cause why a connection failed.
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

/** An `AggregateError` of failed connections has a code, but no message. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}
