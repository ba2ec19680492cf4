import { describe, expect, it } from 'vitest';
import { fetchKeySet } from '../../../lib/keys/fetch-key-set.js';

const open = new AbortController().signal;

/** A body that says whether it was given up. */
function body(text: string): {
  readonly stream: ReadableStream;
  readonly isCancelled: () => boolean;
} {
  let cancelled = false;
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
    },
    cancel() {
      cancelled = true;
    },
  });
  return { stream, isCancelled: () => cancelled };
}

/** Fetches with a `fetch` of the application's own that answers so. */
const fetchWith = (response: Response): Promise<unknown> =>
  fetchKeySet(
    'https://keys.example/',
    { fetch: async () => response, timeout: 5_000, maxBytes: 10 },
    open,
  );

describe('fetchKeySet with a fetch of the application', () => {
  it('tells it what to do', async () => {
    const asked: unknown[][] = [];
    await fetchKeySet(
      'https://keys.example/',
      {
        fetch: async (...given) => {
          asked.push(given);
          return new Response('{}');
        },
        timeout: 5_000,
        maxBytes: 10,
      },
      open,
    );

    expect(asked).toStrictEqual([
      [
        'https://keys.example/',
        {
          signal: expect.any(AbortSignal),
          redirect: 'error',
          headers: { accept: 'application/json' },
        },
      ],
    ]);
  });

  it('hands over what it answers', async () => {
    expect(await fetchWith(new Response('[1]'))).toEqual([1]);
  });

  it('lets through why it fails', async () => {
    const cause = new Error('proxy is down');
    const failing = fetchKeySet(
      'https://keys.example/',
      { fetch: () => Promise.reject(cause), timeout: 5_000, maxBytes: 10 },
      open,
    );

    await expect(failing).rejects.toBe(cause);
  });

  it('refuses an answer that came by a redirect', async () => {
    const response = new Response('[1]');
    Object.defineProperty(response, 'redirected', { value: true });

    await expect(fetchWith(response)).rejects.toThrow(
      'the answer has status 200',
    );
  });

  it('gives up the body of an answer that it refuses', async () => {
    const { stream, isCancelled } = body('{}');

    await expect(
      fetchWith(new Response(stream, { status: 500 })),
    ).rejects.toThrow('the answer has status 500');
    expect(isCancelled()).toBe(true);
  });

  it('gives up the body of an answer that is too long', async () => {
    const { stream, isCancelled } = body('a'.repeat(11));

    await expect(fetchWith(new Response(stream))).rejects.toThrow(
      'the answer is longer than 10 bytes',
    );
    expect(isCancelled()).toBe(true);
  });

  it('takes no body for an empty one', async () => {
    await expect(fetchWith(new Response(null))).rejects.toThrow(
      'the answer is not JSON',
    );
    await expect(
      fetchWith(new Response(null, { status: 304 })),
    ).rejects.toThrow('the answer has status 304');
  });
});
