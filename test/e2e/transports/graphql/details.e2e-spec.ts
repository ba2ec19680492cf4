import { Query, Resolver } from '@nestjs/graphql';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import {
  bootGraph,
  pool,
  refusalOf,
  send,
  servers,
  type GraphDefinition,
} from './graphql.fixture.js';

@Resolver()
class MeResolver {
  @Query()
  me() {
    return 'somebody';
  }
}

const token = pool.accessToken({ username: 'alice' });

describe.each(servers)('What GraphQL tells on $name', (server) => {
  let app: RunningApp;
  let logger: RecordingLogger;

  afterEach(() => app.close());

  /** Sends a query to an application with these options. */
  const ask = async (auth: GraphDefinition['auth'], graph = {}) => {
    logger = new RecordingLogger();
    app = await bootGraph(server, {
      typeDefs: 'type Query { me: String }',
      providers: [MeResolver],
      auth,
      graph,
      logger,
    });
    return send(app, '{ me }', { token });
  };

  it('is nothing of the network when no keys are there', async () => {
    const message = 'The signing keys are not available';
    const { status, headers, text, body } = await ask({
      jwks: undefined,
      keys: {
        prefetch: false,
        fetch: () => Promise.reject(new Error('secret.internal refused')),
      },
    });
    const { errors = [] } = body as {
      errors?: { message: string; extensions: object }[];
    };
    expect(errors[0]?.extensions).toEqual(
      refusalOf(503, 'keys_unavailable', errors[0]?.message ?? message),
    );
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(headers['www-authenticate']).toBeUndefined();
    expect(text).not.toContain('secret');
    expect(status).toBe(200);
  });

  it.each([
    ['an error', new Error('secret')],
    [
      'an error with a status',
      Object.assign(new Error('secret'), { statusCode: 418 }),
    ],
    ['a value that is none', 'secret'],
  ])(
    'is nothing of %s that validate throws, also with stacks',
    async (_, thrown) => {
      const answer = await ask(
        {
          validate: () => {
            throw thrown;
          },
        },
        server.isMercurius ? {} : { includeStacktraceInErrorResponses: true },
      );
      expect(answer.body).toMatchObject({
        data: { me: null },
        errors: [
          {
            message: 'Internal server error',
            extensions: { code: 'INTERNAL_SERVER_ERROR' },
          },
        ],
      });
      expect(answer.text).not.toContain('secret');
      expect(answer.text).not.toContain(import.meta.filename);
      expect(answer.status).toBe(200);
    },
  );

  it('is in the log, if it is an error', async () => {
    await ask({
      validate: () => {
        throw new Error('the database is down');
      },
    });
    expect(logger.lines).toContain('error Error: the database is down');
  });
});
