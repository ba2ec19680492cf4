import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  CurrentUser,
  fromBearerHeader,
  type Carrier,
} from 'nestjs-cognito-auth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import { bootGraph, pool, send, servers } from './graphql.fixture.js';

const typeDefs = `
  type Query { orders: [Order!], me: String }
  type Order { owner: String }
`;

@Resolver('Order')
class OrderResolver {
  @Query()
  orders() {
    return Array.from({ length: 20 }, () => ({}));
  }

  @Query()
  me(@CurrentUser('username') username: string) {
    return username;
  }

  @ResolveField()
  owner(@CurrentUser('username') username: string) {
    return username;
  }
}

const runs = servers.flatMap((server) =>
  [true, false].map((isCached) => ({
    server,
    name: server.name,
    tokenCache: isCached ? undefined : (false as const),
    caching: isCached ? 'with' : 'without',
  })),
);

describe.each(runs)(
  'One HTTP request to $name, $caching the token cache',
  ({ server, tokenCache }) => {
    let app: RunningApp;
    // A token is looked for once for each time that it is verified.
    let looked: number;
    let verified: number;

    expectNoUnhandledRejection();

    beforeAll(async () => {
      const bearer = fromBearerHeader();
      app = await bootGraph(server, {
        typeDefs,
        providers: [OrderResolver],
        auth: {
          tokenCache,
          tokenFrom: (carrier: Carrier) => {
            looked += 1;
            return bearer(carrier);
          },
          validate: (user) => {
            verified += 1;
            return user;
          },
        },
      });
    });

    afterAll(() => app.close());

    beforeEach(() => {
      looked = 0;
      verified = 0;
    });

    const aliases = Array.from({ length: 50 }, (_, i) => `a${i}: me`).join(' ');

    it.each([
      ['many aliases', `{ ${aliases} }`],
      ['fields of many objects', '{ orders { owner } me }'],
      ['a batch', Array.from({ length: 10 }, () => '{ me orders { owner } }')],
    ])('verifies its token once for %s', async (_, document) => {
      const token = pool.accessToken({ username: 'alice' });
      const { text } = await send(app, document, { token });
      expect(text).toContain('alice');
      expect(text).not.toContain('errors');
      expect({ looked, verified }).toEqual({ looked: 1, verified: 1 });
    });

    it.each([
      ['many aliases', `{ ${aliases} }`, 50],
      ['a batch', Array.from({ length: 10 }, () => `{ ${aliases} }`), 500],
    ])('verifies a forged token once for %s', async (_, document, count) => {
      const [header, claims] = pool.accessToken().split('.');
      const [, , signature] = pool.accessToken({ username: 'eve' }).split('.');
      const token = [header, claims, signature].join('.');
      const { text } = await send(app, document, { token });
      expect(text.match(/"signature_invalid"/g)).toHaveLength(count);
      expect({ looked, verified }).toEqual({ looked: 1, verified: 0 });
    });

    it('does not take the caller of one request for that of the next', async () => {
      for (const username of ['alice', 'bob']) {
        const token = pool.accessToken({ username });
        const { body } = await send(app, '{ me }', { token });
        expect(body).toEqual({ data: { me: username } });
      }
      const { body } = await send(app, '{ me }');
      expect(body).toMatchObject({ data: { me: null } });
    });
  },
);
