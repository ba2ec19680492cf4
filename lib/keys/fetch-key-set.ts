import type { ResolvedKeysOptions } from '../options/resolved-options.js';

export type FetchLimits = Pick<
  ResolvedKeysOptions,
  'fetch' | 'timeout' | 'maxBytes'
>;

/**
 * Fetches a key set: one deadline for all of it, redirects refused, bytes
 * counted while they arrive and after decompression.
 *
 * The end is raced, too, since a `fetch` of the application's own may not heed
 * the signal. It is a timer and a listener and no combined `AbortSignal`: only
 * that `fetch` would hold such a signal, which may be collected before it fires.
 *
 * @param closed ends the fetch when the application does
 * @throws Error that says why, for the log.
 */
export async function fetchKeySet(
  jwksUri: string,
  limits: FetchLimits,
  closed: AbortSignal,
): Promise<unknown> {
  closed.throwIfAborted();
  const ending = new AbortController();
  const ended = new Promise<never>((_, reject) => {
    ending.signal.onabort = () => reject(asError(ending.signal.reason));
  });
  const onClosed = () => ending.abort(closed.reason);
  const timer = setTimeout(() => {
    ending.abort(new Error(`no whole answer in time (${limits.timeout} ms)`));
  }, limits.timeout);
  closed.addEventListener('abort', onClosed);
  try {
    return await Promise.race([request(jwksUri, limits, ending.signal), ended]);
  } finally {
    clearTimeout(timer);
    closed.removeEventListener('abort', onClosed);
  }
}

async function request(
  jwksUri: string,
  { fetch, maxBytes }: FetchLimits,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(jwksUri, {
    signal,
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (response.status !== 200 || response.redirected) {
    await response.body?.cancel();
    throw new Error(`the answer has status ${response.status}`);
  }
  return parseJson(await readText(response, maxBytes));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not kept as the cause: JSON.parse quotes the answer, which may be a whole page.
    throw new Error('the answer is not JSON');
  }
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      // Leaving the loop cancels the body.
      throw new Error(`the answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
