import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { describeError } from '../../../../lib/keys/describe-error.js';
import { fetchJson } from '../../../../lib/keys/fetch-json.js';
import { closeServers, serve } from './loopback.fixture.js';

const limits = { fetch: globalThis.fetch, timeout: 5_000, maxBytes: 1_000 };
const open = new AbortController().signal;

/** Fetches from a server that answers so. */
const fetchFrom = async (
  answer: (response: ServerResponse) => void,
): Promise<unknown> =>
  fetchJson(
    await serve((_request, response) => answer(response)),
    limits,
    open,
  );

afterEach(closeServers);

describe('fetchJson', () => {
  it('hands over the JSON of the answer', async () => {
    const keySet = { keys: [{ kid: 'ключ' }] };

    expect(
      await fetchFrom((response) => response.end(JSON.stringify(keySet))),
    ).toEqual(keySet);
  });

  it('puts together what comes in pieces', async () => {
    const text = Buffer.from('{"keys":["ü"]}');

    expect(
      await fetchFrom((response) => {
        // In the middle of a character.
        response.write(text.subarray(0, 11), () =>
          response.end(text.subarray(11)),
        );
      }),
    ).toEqual({ keys: ['ü'] });
  });

  it('asks for JSON, with the method GET', async () => {
    const asked: [string | undefined, IncomingHttpHeaders][] = [];
    const uri = await serve(({ method, headers }, response) => {
      asked.push([method, headers]);
      response.end('{}');
    });
    await fetchJson(uri, limits, open);

    expect(asked).toMatchObject([['GET', { accept: 'application/json' }]]);
  });

  it.each([201, 203, 204, 206, 400, 403, 404, 429, 500, 503])(
    'refuses status %d, also with a key set',
    async (status) => {
      const fetching = fetchFrom((response) =>
        response.writeHead(status).end('{"keys":[]}'),
      );

      await expect(fetching).rejects.toThrow(
        new Error(`the answer has status ${status}`),
      );
    },
  );

  it.each([301, 302, 303, 307, 308])(
    'does not follow a redirect (%d)',
    async (status) => {
      const visited: (string | undefined)[] = [];
      const uri = await serve(({ url }, response) => {
        visited.push(url);
        response.writeHead(status, { location: '/other' }).end();
      });

      await expect(fetchJson(uri, limits, open)).rejects.toThrow();
      expect(visited).toEqual(['/jwks.json']);
    },
  );

  it.each(['', '<html>', '{"keys":[', 'undefined'])(
    'refuses "%s", without a word of it',
    async (text) => {
      const fetching = fetchFrom((response) => response.end(text));

      expect(await fetching.catch(describeError)).toBe(
        'the answer is not JSON',
      );
    },
  );

  it('reads as many bytes as allowed, and no more', async () => {
    const longest = `"${'a'.repeat(limits.maxBytes - 2)}"`;

    expect(await fetchFrom((response) => response.end(longest))).toHaveLength(
      limits.maxBytes - 2,
    );
    await expect(
      fetchFrom((response) => response.end(`${longest} `)),
    ).rejects.toThrow('the answer is longer than 1000 bytes');
  });

  it('counts bytes, not characters', async () => {
    await expect(
      fetchFrom((response) => response.end(`"${'ü'.repeat(500)}"`)),
    ).rejects.toThrow('the answer is longer than 1000 bytes');
  });

  it('counts them after decompression', async () => {
    const bomb = gzipSync(`"${'a'.repeat(1_000_000)}"`);

    await expect(
      fetchFrom((response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      ),
    ).rejects.toThrow('the answer is longer than 1000 bytes');
  });

  it('does not wait for the end of what is too long', async () => {
    let cut: Promise<unknown> | undefined;
    const uri = await serve((_request, response) => {
      cut = new Promise((resolve) => response.once('close', resolve));
      response.write('a'.repeat(2_000));
    });

    await expect(fetchJson(uri, limits, open)).rejects.toThrow(
      'the answer is longer than 1000 bytes',
    );
    await cut;
  });

  it('fails where the connection is cut', async () => {
    await expect(
      fetchFrom((response) => {
        response.write('{"keys":', () => response.destroy());
      }),
    ).rejects.toThrow();
  });

  it('fails where nobody listens', async () => {
    const uri = await serve(() => undefined);
    await closeServers();

    await expect(fetchJson(uri, limits, open)).rejects.toThrow();
  });
});

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
  fetchJson(
    'https://keys.example/',
    { fetch: async () => response, timeout: 5_000, maxBytes: 10 },
    open,
  );

describe('fetchJson with a fetch of the application', () => {
  it('tells it what to do', async () => {
    const asked: unknown[][] = [];
    await fetchJson(
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
    const failing = fetchJson(
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
