import { UnprocessableEntityException } from '@nestjs/common';
import { Args, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Claim,
  CurrentUser,
  Groups,
  OptionalAuth,
  Policy,
  Public,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import {
  bootGraph,
  pool,
  refusalOf,
  send,
  servers,
} from './graphql.fixture.js';

const typeDefs = `
  type Query {
    me: Me
    claim: String
    orders: [Order!]
    admins: String
    open: String
    anyone: String
    failing: String
    unprocessable: String
  }
  type Mutation { cancel(user: String): String }
  type Me { sub: String, username: String, groups: [String] }
  type Order { id: ID, owner: String }
`;

/** The methods that ran. */
let ran: string[] = [];

@Resolver('Order')
class OrderResolver {
  @Query()
  me(@CurrentUser() user: CognitoUser) {
    return user;
  }

  @Query()
  claim(@Claim('username') username: string) {
    return username;
  }

  @Query()
  orders() {
    return [{ id: '1' }, { id: '2' }];
  }

  @Query()
  @Groups('admin')
  admins() {
    ran.push('admins');
    return 'admins only';
  }

  @Query()
  @Public()
  open(@CurrentUser('username') username?: string) {
    return username ?? 'nobody';
  }

  @Query()
  @OptionalAuth()
  anyone(@CurrentUser('username') username?: string) {
    return username ?? 'nobody';
  }

  @Query()
  @Policy(() => {
    throw new Error('a secret detail');
  }, 'fails')
  failing() {
    ran.push('failing');
  }

  @Query()
  @Policy(() => {
    throw new UnprocessableEntityException();
  }, 'is of Nest')
  unprocessable() {
    ran.push('unprocessable');
  }

  @Mutation()
  cancel(
    @CurrentUser('username') username: string,
    @Args('user') given: unknown,
  ) {
    ran.push('cancel');
    return `${username}, not ${String(given)}`;
  }

  @ResolveField()
  @Groups('admin')
  owner(@CurrentUser('username') username: string) {
    ran.push('owner');
    return `seen by ${username}`;
  }
}

describe.each(servers)('GraphQL on $name', (server) => {
  let app: RunningApp;
  const member = pool.accessToken({ username: 'alice' });
  const admin = pool.accessToken({ username: 'bob', groups: ['admin'] });

  expectNoUnhandledRejection();

  beforeAll(async () => {
    app = await bootGraph(server, { typeDefs, providers: [OrderResolver] });
  });

  afterAll(() => app.close());

  beforeEach(() => {
    ran = [];
  });

  /** The only error, without its place in the document. */
  const errorOf = (body: Record<string, unknown>) => {
    const { errors } = body as { errors: Record<string, unknown>[] };
    expect(errors).toHaveLength(1);
    const { message, path, extensions } = errors[0] ?? {};
    return { message, path, extensions };
  };

  it('hands the caller to queries and mutations', async () => {
    const query = '{ me { sub username groups } claim anyone }';
    const { body } = await send(app, query, { token: admin });
    expect(body).toEqual({
      data: {
        me: {
          sub: expect.any(String),
          username: 'bob',
          groups: ['admin'],
        },
        claim: 'bob',
        anyone: 'bob',
      },
    });
    const mutation = await send(app, 'mutation { cancel }', { token: member });
    expect(mutation.body).toEqual({
      data: { cancel: 'alice, not undefined' },
    });
  });

  it('reads no token where none is needed', async () => {
    const { body, headers } = await send(app, '{ open anyone }');
    expect(body).toEqual({ data: { open: 'nobody', anyone: 'nobody' } });
    expect(headers['www-authenticate']).toBeUndefined();
  });

  it('refuses a query without a token', async () => {
    const { status, headers, body } = await send(app, '{ me { sub } }');
    expect(errorOf(body)).toEqual({
      message: 'A bearer token is required',
      path: ['me'],
      extensions: refusalOf(401, 'token_missing', 'A bearer token is required'),
    });
    expect(body['data']).toEqual({ me: null });
    expect(body).not.toHaveProperty('extensions');
    expect(headers['www-authenticate']).toBe('Bearer realm="api"');
    expect(status).toBe(200);
  });

  it.each([
    [
      'an expired token',
      { token: pool.accessToken({ expiresIn: -1 }) },
      [401, 'token_expired'] as const,
      'invalid_token',
    ],
    [
      'two Authorization headers',
      { headers: { authorization: [`Bearer ${member}`, `Bearer ${admin}`] } },
      [400, 'request_malformed'] as const,
      'invalid_request',
    ],
    [
      'a caller without the group',
      { token: member },
      [403, 'group_missing'] as const,
      'insufficient_scope',
    ],
  ])('refuses %s', async (_, sending, [status, code], error) => {
    const answer = await send(app, '{ admins }', sending);
    const found = errorOf(answer.body);
    expect(found.extensions).toEqual(
      refusalOf(status, code, String(found.message)),
    );
    expect(answer.headers['www-authenticate']).toBe(
      `Bearer realm="api", error="${error}", ` +
        `error_description="${String(found.message)}"`,
    );
    expect(answer.text).not.toContain('"http"');
    expect(answer.status).toBe(200);
    expect(ran).toEqual([]);
  });

  it('refuses a bad token where none is needed', async () => {
    const { body } = await send(app, '{ anyone }', { token: 'bad' });
    expect(errorOf(body).extensions).toMatchObject({
      originalError: { code: 'token_malformed' },
    });
  });

  it('refuses a field of every object, and shows the others', async () => {
    const query = '{ orders { id owner } }';
    const { body } = await send(app, query, { token: member });
    expect(body).toMatchObject({
      data: {
        orders: [
          { id: '1', owner: null },
          { id: '2', owner: null },
        ],
      },
      errors: [0, 1].map((index) => ({
        path: ['orders', index, 'owner'],
        extensions: { code: 'FORBIDDEN' },
      })),
    });
    expect(ran).toEqual([]);
    const allowed = await send(app, query, { token: admin });
    expect(allowed.body).toMatchObject({
      data: { orders: [{ owner: 'seen by bob' }, { owner: 'seen by bob' }] },
    });
  });

  it('believes nothing that variables say of a caller', async () => {
    const document = 'mutation ($user: String) { cancel(user: $user) }';
    const variables = {
      user: 'bob',
      req: { headers: { authorization: `Bearer ${admin}` } },
      schema: {},
      operation: {},
    };
    const anonymous = await send(app, document, { variables });
    expect(errorOf(anonymous.body).extensions).toMatchObject({
      originalError: { code: 'token_missing' },
    });
    const { body } = await send(app, document, { token: member, variables });
    expect(body).toEqual({ data: { cancel: 'alice, not bob' } });
  });

  it('tells no detail of an error that a policy throws', async () => {
    const answer = await send(app, '{ failing }', { token: member });
    expect(errorOf(answer.body)).toEqual({
      message: 'Internal server error',
      path: ['failing'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
    expect(answer.text).not.toContain('secret');
    expect(ran).toEqual([]);
  });

  it('keeps an exception of Nest that a policy throws', async () => {
    const answer = await send(app, '{ unprocessable }', { token: member });
    expect(errorOf(answer.body)).toEqual({
      message: 'Unprocessable Entity',
      path: ['unprocessable'],
      extensions: {
        code: 'BAD_USER_INPUT',
        originalError: { statusCode: 422, message: 'Unprocessable Entity' },
      },
    });
    expect(answer.headers['www-authenticate']).toBeUndefined();
  });
});
