import { Controller, Get } from '@nestjs/common';
import {
  CognitoAuthModule,
  type CognitoAuthModuleExtras,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request } from '../../support/http.js';
import { bootApp, express, type RunningApp } from '../../support/platforms.js';
import { Heard } from './heard.fixture.js';

const pool = await TestUserPool.create();

@Controller()
class RoutesController {
  @Get()
  guarded() {}
}

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) {
    await end();
  }
});

async function boot(
  options: CognitoAuthModuleOptions & CognitoAuthModuleExtras,
): Promise<RunningApp> {
  const app = await bootApp(express, {
    imports: [CognitoAuthModule.forRoot({ ...options, globalGuard: true })],
    controllers: [RoutesController],
  });
  ends.push(() => app.close());
  return app;
}

function hear(name: 'keys' | 'revocations'): Heard {
  const heard = new Heard(name);
  ends.push(() => heard.stop());
  return heard;
}

async function serveKeys() {
  const server = await pool.listen();
  ends.push(() => server.close());
  return server;
}

describe('The channel of keys', () => {
  it('tells a change once, and each fetch that succeeds', async () => {
    const server = await serveKeys();
    server.goDown();
    const keys = hear('keys');
    const { jwks: _, ...options } = pool.options;
    const app = await boot({ ...options, jwksUri: server.jwksUri });
    const ask = () => request(app.url, { token: pool.accessToken() });
    expect((await ask()).status).toBe(503);
    expect((await ask()).status).toBe(503);
    expect(keys.events).toEqual(['failed']);
    expect(keys.messages[0]).toMatchObject({ userPool: pool.userPoolId });
    expect(keys.messages[0]?.['error']).toBeInstanceOf(Error);

    server.comeBack();
    await vi.waitFor(async () => expect((await ask()).status).toBe(200), {
      timeout: 10_000,
      interval: 200,
    });
    expect(keys.events).toEqual(['failed', 'fetched', 'recovered']);
    expect(keys.messages[1]?.['durationMs']).toBeGreaterThan(0);
    await ask();
    expect(keys.events).toHaveLength(3);
    expect(JSON.stringify(keys.messages)).not.toMatch(/http|eyJ|kid/);
  });

  it('tells no failure of an issuer that the pool does not use', async () => {
    const keys = hear('keys');
    const { userPoolId, clientId } = pool;
    await boot({
      userPoolId,
      clientId,
      keys: {
        fetch: async (url) =>
          (url as string).includes('issuer-cognito')
            ? Response.json({}, { status: 404 })
            : Response.json(pool.jwks()),
      },
    });

    expect(keys.events).toEqual(['fetched']);
  });
});

describe('The channel of revocations', () => {
  it('tells a change once, and each read that succeeds', async () => {
    const revocations = hear('revocations');
    let list = async (): Promise<never[]> => [];
    const store = { list: () => list(), add: async () => undefined };
    await boot({
      ...pool.options,
      revocations: { store, refreshEvery: 100 },
    });
    expect(revocations.events).toEqual(['fetched']);

    list = () => Promise.reject(new Error('down'));
    await vi.waitFor(() => expect(revocations.events).toContain('failed'));
    await new Promise((resolve) => setTimeout(resolve, 350));
    list = async () => [];
    await vi.waitFor(() => expect(revocations.events).toContain('recovered'));
    await vi.waitFor(() => expect(revocations.events.at(-1)).toBe('fetched'));

    const changes = revocations.events.filter((event) => event !== 'fetched');
    expect(changes).toEqual(['failed', 'recovered']);
    expect(revocations.messages[0]).toStrictEqual({
      event: 'fetched',
      durationMs: expect.any(Number),
    });
  });

  it('tells a failure that follows an unusable entry', async () => {
    const revocations = hear('revocations');
    let list = async (): Promise<never[]> => [null as never];
    const store = { list: () => list(), add: async () => undefined };
    await boot({
      ...pool.options,
      revocations: { store, refreshEvery: 100 },
    });
    list = () => Promise.reject(new Error('down'));

    await vi.waitFor(() => expect(revocations.events).toContain('failed'));
    list = async () => [null as never];
    await vi.waitFor(() => expect(revocations.events).toContain('recovered'));
  });
});
