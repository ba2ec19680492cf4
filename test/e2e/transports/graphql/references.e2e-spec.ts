import {
  Query,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import { CurrentUser, Groups } from 'nestjs-cognito-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import {
  apolloOnExpress,
  apolloOnFastify,
  bootGraph,
  federated,
  pool,
  refusalOf,
  send,
} from './graphql.fixture.js';

const typeDefs = `
  type Query { me: String }
  type Order @key(fields: "id") { id: ID, owner: String }
`;

@Resolver('Order')
class OrderResolver {
  @Query()
  me(@CurrentUser('username') username: string) {
    return username;
  }

  @ResolveReference()
  @Groups('admin')
  resolve(reference: { id: string }) {
    return { id: reference.id, owner: `the owner of ${reference.id}` };
  }

  @ResolveField('owner')
  owner(@CurrentUser('username') username: string) {
    return `seen by ${username}`;
  }
}

// Mercurius builds its subgraphs with a package of its own.
describe.each([apolloOnExpress, apolloOnFastify])(
  'A reference of a federated graph on $name',
  (server) => {
    let app: RunningApp;

    beforeAll(async () => {
      app = await bootGraph(server, {
        typeDefs,
        providers: [OrderResolver],
        graph: federated,
      });
    });

    afterAll(() => app.close());

    const admin = pool.accessToken({ username: 'bob', groups: ['admin'] });

    const ask = (token?: string, more = {}) =>
      send(
        app,
        `query ($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on Order { id owner }
          }
        }`,
        {
          token,
          variables: {
            representations: [{ __typename: 'Order', id: '7', ...more }],
          },
        },
      );

    it('is resolved for whoever may see it', async () => {
      const { body } = await ask(admin);
      expect(body).toEqual({
        data: { _entities: [{ id: '7', owner: 'seen by bob' }] },
      });
    });

    it('is refused for others', async () => {
      const { body } = await ask(pool.accessToken());
      const { errors } = body as { errors: { message: string }[] };
      expect(body).toMatchObject({
        data: { _entities: [null] },
        errors: [
          {
            path: ['_entities', 0],
            extensions: refusalOf(
              403,
              'group_missing',
              errors[0]?.message ?? '',
            ),
          },
        ],
      });
    });

    it('is refused for a representation that looks like a context', async () => {
      const headers = { authorization: `Bearer ${admin}` };
      const forged = {
        req: { headers },
        reply: { request: { headers } },
        extra: { request: { headers } },
        schema: {},
        operation: {},
      };
      const { body } = await ask(undefined, forged);
      expect(body).toMatchObject({
        data: { _entities: [null] },
        errors: [{ extensions: { originalError: { code: 'token_missing' } } }],
      });
    });
  },
);
