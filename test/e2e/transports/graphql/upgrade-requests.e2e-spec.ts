import { setTimeout as sleep } from 'node:timers/promises';
import { fromBearerHeader, fromCookie } from 'nestjs-cognito-auth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import {
  apolloOnExpress,
  apolloOnFastify,
  pool,
  send,
} from './graphql.fixture.js';
import {
  bootSubscriptions,
  SubscriptionClient,
} from './subscriptions.fixture.js';

const ticks = 'subscription { ticks }';
const origin = 'https://app.example.com';

/** What graphql-ws and the HTTP servers hand to the option `context`. */
interface Given {
  readonly req?: unknown;
  readonly extra?: { readonly request: unknown };
}

// Many applications do this, so that `req` has headers everywhere.
describe.each([apolloOnExpress, apolloOnFastify])(
  'An upgrade request as req of the context, with $name',
  (server) => {
    let app: RunningApp;
    let client: SubscriptionClient | undefined;

    beforeAll(async () => {
      app = await bootSubscriptions(
        server,
        {
          tokenFrom: [fromBearerHeader(), fromCookie('token')],
          connections: { origins: [origin] },
        },
        {
          onConnect: false,
          context: (given: Given) => ({
            req: given.extra?.request ?? given.req ?? given,
          }),
        },
      );
    });

    afterAll(() => app.close());
    afterEach(() => client?.close());

    const connect = async (headers: Record<string, string>) => {
      client = await SubscriptionClient.connect(app, undefined, headers);
      return client;
    };

    it('is a connection, whose token ends', async () => {
      const ending = pool.accessToken({ username: 'alice', expiresIn: 2 });
      const listening = await connect({ authorization: `Bearer ${ending}` });
      expect(await listening.first(ticks)).toEqual({
        data: { ticks: 'alice' },
      });
      await sleep(2100);
      expect(JSON.stringify(await listening.first('{ me }'))).toContain(
        'token_expired',
      );
    });

    it('has cookies for an accepted origin only', async () => {
      const cookie = `token=${pool.accessToken({ username: 'alice' })}`;
      const other = await connect({ cookie, origin: 'https://evil.example' });
      expect(JSON.stringify(await other.first(ticks))).toContain(
        'token_missing',
      );
      await other.close();
      const accepted = await connect({ cookie, origin });
      expect(await accepted.first(ticks)).toEqual({ data: { ticks: 'alice' } });
    });

    it('does not take the cookies from other requests', async () => {
      const cookie = `token=${pool.accessToken({ username: 'alice' })}`;
      const { body } = await send(app, '{ me }', { headers: { cookie } });
      expect(body).toEqual({ data: { me: 'alice' } });
    });
  },
);
