import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import passport from 'passport';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { request } from '../support/http.js';
import {
  bootApp,
  platforms,
  type Platform,
  type RunningApp,
} from '../support/platforms.js';
import { RecordingLogger } from '../support/recording-logger.js';

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
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => {
    rejections.push(reason);
  };
  let app: RunningApp | undefined;
  let logger: RecordingLogger;

  beforeEach(() => {
    rejections.length = 0;
    process.on('unhandledRejection', note);
  });

  afterEach(async () => {
    (app?.app.getHttpServer() as Server | undefined)?.closeAllConnections();
    await app?.close();
    // Rejections are told after the microtasks of the turn they happen in.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
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

  it('answers 500 where it is an async function', async () => {
    const url = await boot(() => async () => {
      throw new Error(secret);
    });

    const { status } = await request(url, { token: pool.accessToken() });

    expect(status).toBe(500);
    expect(logger.lines).toEqual([threw]);
  });

  it('answers 500 where it throws what is no error', async () => {
    const url = await boot(() => () => {
      throw undefined;
    });

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

  it('closes the connection where the answer was begun already', async () => {
    const url = await boot((response) => () => {
      response.write('begun');
      throw new Error(secret);
    });

    await expect(request(url, { token: pool.accessToken() })).rejects.toThrow(
      /aborted|socket hang up/,
    );
    expect(logger.lines).toEqual([threw]);
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

  it('closes the connection where a request has no response', async () => {
    // Nest runs middleware on Fastify with the requests of Node.
    const url = await boot(throwing, fastify);

    await expect(request(url, { token: pool.accessToken() })).rejects.toThrow(
      'socket hang up',
    );
    expect(logger.lines).toEqual([threw]);
  });
});
