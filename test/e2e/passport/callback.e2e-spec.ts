import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import passport from 'passport';
import { afterEach, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type Platform,
  type RunningApp,
} from '../../support/platforms.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { expectNoUnhandledRejection } from '../../support/unhandled-rejections.js';

const [express, fastify] = platforms as [Platform, Platform];
const pool = await TestUserPool.create();
const other = await TestUserPool.create();
const secret = 'no database at 10.0.0.7';

type Callback = (
  response: ServerResponse,
) => (error: unknown, user: unknown) => unknown;

type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** Throws whatever it is told. */
const throwing: Callback = () => () => {
  throw new Error(secret);
};

describe('A callback of passport.authenticate() that throws twice', () => {
  expectNoUnhandledRejection();

  let app: RunningApp | undefined;
  let logger: RecordingLogger;

  afterEach(async () => {
    (app?.app.getHttpServer() as Server | undefined)?.closeAllConnections();
    await app?.close();
  });

  /** Boots an application in which Passport is asked before any route. */
  const boot = async (
    callback: Callback,
    platform = express,
  ): Promise<string> => {
    const authenticate: Middleware = (request, response, next) => {
      const ask = passport.authenticate(
        'cognito',
        callback(response),
      ) as Middleware;
      ask(request, response, next);
    };
    logger = new RecordingLogger();
    app = await bootApp(platform, {
      logger,
      imports: [CognitoAuthModule.forRoot(pool.options)],
      configure: (nest) => nest.use(authenticate),
    });
    return app.url;
  };

  const threw =
    'error The callback of passport.authenticate() threw the error it was told of';

  it.each([
    ['a good token', () => pool.accessToken()],
    ['a bad token', () => other.accessToken()],
    ['no token', () => undefined],
  ])('answers 500 for %s, new and seen', async (_, tokenOf) => {
    const url = await boot(throwing);
    const token = tokenOf();

    for (const times of [1, 2]) {
      const answer = await request(url, token === undefined ? {} : { token });
      expect(answer.status).toBe(500);
      expect(answer.body).toEqual({
        statusCode: 500,
        message: 'Internal server error',
      });
      expect(JSON.stringify(answer)).not.toContain(secret);
      expect(logger.lines).toEqual(Array(times).fill(threw));
    }
  });

  it.each([
    ['is an async function', () => () => Promise.reject(new Error(secret))],
    [
      'throws what is no error',
      () => () => {
        throw undefined;
      },
    ],
  ])('answers 500 where it %s', async (_, callback) => {
    const url = await boot(callback);

    const { status } = await request(url, { token: pool.accessToken() });

    expect(status).toBe(500);
    expect(logger.lines).toEqual([threw]);
  });

  it('leaves no header of the answer that was begun', async () => {
    const url = await boot((response) => () => {
      response.setHeader('content-length', 7);
      response.setHeader('content-encoding', 'gzip');
      throw new Error(secret);
    });

    const answer = await request(url, { token: pool.accessToken() });

    expect(answer.body['message']).toBe('Internal server error');
    expect(answer.headers).not.toHaveProperty('content-encoding');
  });

  it('leaves an answer that is complete as it is', async () => {
    const url = await boot((response) => () => {
      if (!response.writableEnded) {
        response.end('complete');
      }
      throw new Error(secret);
    });

    const answer = await request(url, { token: pool.accessToken() });

    expect(answer.status).toBe(200);
    expect(answer.text).toBe('complete');
    expect(logger.lines).toEqual([threw]);
  });

  it.each<[string, Callback, Platform]>([
    [
      'an answer is begun already',
      (response) => () => {
        response.write('begun');
        throw new Error(secret);
      },
      express,
    ],
    // Nest runs middleware on Fastify with the requests of Node.
    ['a request has no response', throwing, fastify],
  ])('closes the connection where %s', async (_, callback, platform) => {
    const url = await boot(callback, platform);

    await expect(request(url, { token: pool.accessToken() })).rejects.toThrow(
      /aborted|socket hang up/,
    );
    expect(logger.lines).toEqual([threw]);
  });
});
