import { EventEmitter, getEventListeners, once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchJson } from '../../../../lib/keys/fetch-json.js';
import { closeServers, serve } from './loopback.fixture.js';

const limits = { fetch: globalThis.fetch, timeout: 100, maxBytes: 65_536 };

const tooLate = 'no complete answer within 100 ms';

/** A `fetch` of the application's own that does not heed the signal. */
const deaf = (): Promise<Response> => new Promise(() => undefined);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

afterEach(closeServers);

describe('The deadline of fetchJson', () => {
  const open = new AbortController().signal;

  it('ends a fetch that is not answered', async () => {
    const uri = await serve(() => undefined);

    await expect(fetchJson(uri, limits, open)).rejects.toThrow(tooLate);
  });

  it('ends an answer that stalls', async () => {
    const uri = await serve((_request, response) => {
      response.write('{"keys":');
    });

    await expect(fetchJson(uri, limits, open)).rejects.toThrow(tooLate);
  });

  it('ends an answer that trickles', async () => {
    const uri = await serve((_request, response) => {
      const trickle = setInterval(() => response.write(' '), 10);
      response.once('close', () => clearInterval(trickle));
    });

    await expect(fetchJson(uri, limits, open)).rejects.toThrow(tooLate);
  });

  it('ends a fetch that does not heed it', async () => {
    await expect(
      fetchJson('https://keys.example/', { ...limits, fetch: deaf }, open),
    ).rejects.toThrow(tooLate);
  });

  it('is not lost when the garbage collector runs', async () => {
    const fetching = fetchJson(
      'https://keys.example/',
      { ...limits, fetch: deaf },
      open,
    );
    const collecting = setInterval(collectGarbage, 10);

    await expect(fetching).rejects.toThrow(tooLate);
    clearInterval(collecting);
  });

  it('leaves no timer behind', async () => {
    const uri = await serve((_request, response) => response.end('{}'));
    const timers = (): string[] =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
    const before = timers().length;
    await fetchJson(uri, { ...limits, timeout: 60_000 }, open);

    expect(timers().length).toBeLessThanOrEqual(before);
  });

  it('leaves no listener behind, whatever the outcome', async () => {
    const closed = new AbortController().signal;
    const outcomes = [() => Promise.reject(new Error('down')), deaf];
    for (const fetch of outcomes) {
      const fetching = fetchJson(
        'https://keys.example/',
        { ...limits, fetch },
        closed,
      );
      expect(getEventListeners(closed, 'abort')).toHaveLength(1);

      await expect(fetching).rejects.toThrow();
      expect(getEventListeners(closed, 'abort')).toHaveLength(0);
    }
  });
});

describe('The end of the application', () => {
  it('ends a fetch under way', async () => {
    const closing = new AbortController();
    const requests = new EventEmitter();
    const uri = await serve(() => requests.emit('request'));
    const fetching = fetchJson(
      uri,
      { ...limits, timeout: 60_000 },
      closing.signal,
    );
    await once(requests, 'request');
    closing.abort(new Error('closed'));

    await expect(fetching).rejects.toThrow('closed');
  });

  it.each([
    ['an error', new Error('closed'), 'closed'],
    ['a text', 'closed', 'closed'],
    ['nothing', undefined, 'This operation was aborted'],
  ])('ends a deaf fetch, for %s', async (_what, reason, message) => {
    const closing = new AbortController();
    const fetching = fetchJson(
      'https://keys.example/',
      { ...limits, fetch: deaf, timeout: 60_000 },
      closing.signal,
    );
    closing.abort(reason);

    await expect(fetching).rejects.toThrow(message);
    await expect(fetching).rejects.toBeInstanceOf(Error);
  });

  it('lets none begin', async () => {
    await expect(
      fetchJson(
        'https://keys.example/',
        { ...limits, fetch: deaf, timeout: 60_000 },
        AbortSignal.abort(new Error('closed')),
      ),
    ).rejects.toThrow('closed');
  });
});
