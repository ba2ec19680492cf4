import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import { pool, send, servers } from './graphql.fixture.js';
import {
  bootSubscriptions,
  SubscriptionClient,
} from './subscriptions.fixture.js';

describe.each(servers)('Requests that wait for one key on $name', (server) => {
  let app: RunningApp;
  let client: SubscriptionClient;

  afterEach(async () => {
    await client.close();
    await app.close();
  });

  it('get each the refusal of its own transport', async () => {
    let fail: ((reason: Error) => void) | undefined;
    app = await bootSubscriptions(
      server,
      {
        jwks: undefined,
        keys: {
          prefetch: false,
          fetch: () =>
            new Promise((_, reject) => {
              fail = reject;
            }),
        },
      },
      { onConnect: false },
    );
    const token = pool.accessToken();
    client = await SubscriptionClient.connect(app, { token });
    const subscribed = client.first('subscription { ticks }');
    const queried = send(app, '{ me }', { token });
    await sleep(200);
    fail?.(new Error('no network'));

    expect((await queried).headers['retry-after']).toMatch(/^\d+$/);
    expect((await queried).text).not.toContain('"http"');
    const answer = JSON.stringify(await subscribed);
    expect(answer).toContain('keys_unavailable');
    expect(answer).not.toContain('"http"');
  });
});
