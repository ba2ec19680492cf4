import type { ResolvedKeysOptions } from '../options/resolved-options.js';

export type FetchLimits = Pick<
  ResolvedKeysOptions,
  'fetch' | 'timeout' | 'maxBytes'
>;

/**
 * Fetches a JSON document before one deadline for the whole response. It refuses
 * redirects and counts the decompressed bytes as they arrive.
 *
 * The deadline also races the fetch, because the application's own `fetch` may
 * ignore the signal. A timer and a listener serve instead of a combined
 * `AbortSignal`. Only that `fetch` would hold such a signal, so it could be
 * garbage-collected before it fires.
 *
 * @param closed aborts the fetch when the application shuts down
 * @throws Error with the reason, for the log.
 */
export async function fetchJson(
  address: string,
  limits: FetchLimits,
  closed: AbortSignal,
): Promise<unknown> {
  closed.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const aborted = new Promise<never>((_, reject) => {
    signal.onabort = () => reject(asError(signal.reason));
  });
  const onClosed = () => controller.abort(closed.reason);
  const timer = setTimeout(() => {
    controller.abort(
      new Error(`no complete answer within ${limits.timeout} ms`),
    );
  }, limits.timeout);
  closed.addEventListener('abort', onClosed);
  try {
    return await Promise.race([request(address, limits, signal), aborted]);
  } finally {
    clearTimeout(timer);
    closed.removeEventListener('abort', onClosed);
  }
}

async function request(
  address: string,
  { fetch, maxBytes }: FetchLimits,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(address, {
    signal,
    redirect: 'error',
    headers: { accept: 'application/json' },
  });
  if (response.status !== 200 || response.redirected) {
    await response.body?.cancel();
    throw new Error(`the answer has status ${response.status}`);
  }
  return parseJson(await readBody(response, maxBytes));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The log gets no cause: JSON.parse quotes the answer, which may be a web page.
    throw new Error('the answer is not JSON');
  }
}

async function readBody(response: Response, maxBytes: number): Promise<string> {
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
