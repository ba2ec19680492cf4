import { setTimeout as sleep } from 'node:timers/promises';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentUser } from 'nestjs-cognito-auth';
import { afterEach, describe, expect, it } from 'vitest';
import { nestMajor } from '../../../support/nest-version.js';
import type { RunningApp } from '../../../support/platforms.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { bootGraph, pool, send, servers } from './graphql.fixture.js';

const typeDefs = `
  type Query { me: String }
  type Mutation { slow(wait: Int): String }
`;

@Resolver()
class MeResolver {
  @Query()
  me(@CurrentUser('username') username: string) {
    return username;
  }

  @Mutation()
  async slow(
    @Args('wait') wait: number,
    @CurrentUser('username') username: string,
  ) {
    await sleep(wait);
    return username;
  }
}

const token = (username: string) => pool.accessToken({ username });

describe.each(servers)('A context value on $name', (server) => {
  let app: RunningApp;
  let logger: RecordingLogger;

  afterEach(() => app.close());

  const boot = async (context: unknown) => {
    logger = new RecordingLogger();
    app = await bootGraph(server, {
      typeDefs,
      providers: [MeResolver],
      graph: { context },
      logger,
    });
  };

  const me = async (username: string) => {
    const { body } = await send(app, '{ me }', { token: token(username) });
    return (body as { data?: { me?: string } }).data?.me;
  };

  // Only the Apollo driver of Nest 12 copies it.
  const isCopied = !server.isMercurius && nestMajor > 11;

  it('that all requests share gives nobody the caller of another', async () => {
    const shared = {};
    await boot(() => shared);
    expect(await me('alice')).toBe('alice');
    expect(await me('bob')).toBe(isCopied ? 'bob' : null);
    expect(await me('carol')).toBe(isCopied ? 'carol' : null);
    expect(logger.lines).toHaveLength(isCopied ? 0 : 2);
    if (!isCopied) {
      expect(logger.lines[0]).toBe(
        'error A GraphQL operation has the request of another one. The option ' +
          '"context" of GraphQLModule must return a new object for each request',
      );
    }
  });

  it('that keeps the first request gives nobody its caller', async () => {
    let kept: unknown;
    await boot((given: { readonly req?: unknown }) => {
      kept ??= given.req ?? given;
      return { req: kept };
    });
    expect(await me('alice')).toBe('alice');
    // Mercurius also hands over the right request, which the guard reads.
    expect(await me('bob')).toBe(server.isMercurius ? 'bob' : null);
    expect(logger.lines).toHaveLength(server.isMercurius ? 0 : 1);
  });

  it.runIf(server.isMercurius)(
    'that two requests share at a time serves none as the other',
    async () => {
      const shared = {};
      await boot(() => shared);
      const slow = send(
        app,
        'mutation { first: slow(wait: 300) second: slow(wait: 0) }',
        { token: token('alice') },
      );
      await sleep(100);
      const fast = await send(app, '{ me }', { token: token('bob') });
      const { text } = await slow;
      expect(text).not.toContain('bob');
      expect(fast.text).not.toContain('alice');
    },
  );

  it('that is new for each request serves everyone', async () => {
    await boot(() => ({ tenant: 'a' }));
    const names = ['alice', 'bob', 'carol'];
    expect(await Promise.all(names.map(me))).toEqual(names);
    expect(logger.lines).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'text'],
    ['a request that is none', { req: 'none' }],
    ['a request without headers', { req: {} }],
    ['a request of null', { req: null }],
    ['a reply without a request', { reply: {} }],
    ['an upgrade that is none', { request: { ws: true } }],
  ])('that is %s lets nobody in without a token', async (_, value) => {
    await boot(() => value);
    const { text } = await send(app, '{ me }');
    expect(text).toContain('errors');
    const { body } = await send(app, '{ me }', { token: token('alice') });
    const found = (body as { data?: { me?: unknown } | null }).data?.me;
    expect([undefined, null, 'alice']).toContain(found);
    expect(await me('bob')).not.toBe('alice');
  });
});
