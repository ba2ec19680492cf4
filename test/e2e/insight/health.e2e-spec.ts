import { Controller, Get, Inject } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  TerminusModule,
} from '@nestjs/terminus';
import {
  CognitoAuthModule,
  Public,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { CognitoHealthIndicator } from 'nestjs-cognito-auth/terminus';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request } from '../../support/http.js';
import { nestMajor } from '../../support/nest-version.js';
import { bootApp, express } from '../../support/platforms.js';

const pool = await TestUserPool.create();
const other = await TestUserPool.create();

@Controller()
class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(CognitoHealthIndicator)
    private readonly cognito: CognitoHealthIndicator,
  ) {}

  @Get('health')
  @Public()
  @HealthCheck()
  check() {
    return this.health.check([() => this.cognito.check()]);
  }

  @Get()
  guarded() {}
}

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) {
    await end();
  }
});

async function boot(options: CognitoAuthModuleOptions) {
  const { url, app } = await bootApp(express, {
    imports: [
      TerminusModule.forRoot({ logger: false }),
      CognitoAuthModule.forRoot({ ...options, globalGuard: true }),
    ],
    providers: [CognitoHealthIndicator],
    controllers: [HealthController],
  });
  ends.push(() => app.close());
  return {
    ask: (token: string) => request(url, { token }),
    /** The status of the answer, that of the indicator, and its details. */
    health: async () => {
      const { status, body, text } = await request(`${url}/health`);
      const details = body['details'] as Record<string, object>;
      return { status, text, ...details['cognito'], http: status };
    },
    /** What the indicator alone tells. */
    indicator: async () => {
      const { body } = await request(`${url}/health`);
      return (body['details'] as Record<string, object>)['cognito'];
    },
  };
}

async function serveKeys(of = pool) {
  const server = await of.listen();
  ends.push(() => server.close());
  const { userPoolId, clientId } = of;
  return { server, options: { userPoolId, clientId, jwksUri: server.jwksUri } };
}

const eventually = (check: () => Promise<void>) =>
  vi.waitFor(check, { timeout: 15_000, interval: 50 });

describe('CognitoHealthIndicator', () => {
  it('is up with keys, and fetches none', async () => {
    const { server, options } = await serveKeys();
    const { health } = await boot(options);
    for (let probe = 0; probe < 50; probe += 1) {
      expect(await health()).toMatchObject({
        http: 200,
        status: 'up',
        userPools: { default: { keys: 'fresh', ageSeconds: 0 } },
      });
    }
    expect(server.requests).toBe(1);
  });

  it('is up with pinned keys, which have no age', async () => {
    const { health } = await boot(pool.options);

    expect((await health()) as object).toMatchObject({
      status: 'up',
      userPools: { default: { keys: 'fresh' } },
    });
    expect((await health()).text).not.toContain('ageSeconds');
  });

  it('is up before anything was asked, so that it gets traffic', async () => {
    const { options } = await serveKeys();
    const { health } = await boot({ ...options, keys: { prefetch: false } });

    expect(await health()).toMatchObject({
      http: 200,
      userPools: { default: { keys: 'notLoaded' } },
    });
  });

  it('is down for the pool without keys, and tells no secret', async () => {
    const { server, options } = await serveKeys();
    server.goDown();
    const { health } = await boot({
      userPools: [
        { ...options, name: 'customers' },
        { ...other.options, name: 'staff' },
      ],
    });
    const answer = await health();

    expect(answer).toMatchObject({
      http: 503,
      status: 'down',
      userPools: { customers: { keys: 'missing' }, staff: { keys: 'fresh' } },
    });
    expect(answer.text).not.toMatch(/http|eu-west|_|Error|kid/);
  });

  it('is up again after a boot without keys, without a request', async () => {
    const { server, options } = await serveKeys();
    server.goDown();
    const { health } = await boot(options);
    expect(await health()).toMatchObject({ http: 503, status: 'down' });

    server.comeBack();
    await eventually(async () =>
      expect(await health()).toMatchObject({ http: 200, status: 'up' }),
    );
    const { requests } = server;
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(server.requests).toBe(requests);
  });

  it('names no pool by its id', async () => {
    const { health } = await boot({ userPools: [pool.options, other.options] });

    const { text } = await health();
    expect(text).toContain('"pool 1"');
    expect(text).not.toContain(pool.userPoolId);
  });

  it('is stale, then down, then up, without a request', async () => {
    const { server, options } = await serveKeys();
    const keys = { maxAge: 1_000, staleIfError: 3_000 };
    const { health } = await boot({ ...options, keys });
    server.goDown();

    await eventually(async () =>
      expect(await health()).toMatchObject({
        http: 200,
        status: nestMajor === 11 ? 'up' : 'degraded',
        stale: true,
        userPools: { default: { keys: 'stale' } },
      }),
    );
    await eventually(async () =>
      expect(await health()).toMatchObject({
        http: 503,
        userPools: { default: { keys: 'missing' } },
      }),
    );
    server.comeBack();
    await eventually(async () =>
      expect(await health()).toMatchObject({ http: 200, status: 'up' }),
    );
  });

  it('does not count an issuer that the pool does not use', async () => {
    const { userPoolId, clientId } = pool;
    const { health } = await boot({
      userPoolId,
      clientId,
      keys: {
        fetch: async (url) =>
          (url as string).includes('issuer-cognito')
            ? Response.json({}, { status: 404 })
            : Response.json(pool.jwks()),
      },
    });

    expect(await health()).toMatchObject({ http: 200, status: 'up' });
  });

  it('is down while the revocations cannot decide', async () => {
    let list = async (): Promise<never[]> => [];
    const store = { list: () => list(), add: async () => undefined };
    const { health } = await boot({
      ...pool.options,
      revocations: { store, refreshEvery: 100, staleIfError: 100 },
    });
    const revocations = (status: string, http: number) =>
      eventually(async () =>
        expect(await health()).toMatchObject({ http, revocations: { status } }),
      );
    await revocations('fresh', 200);
    list = () => Promise.reject(new Error('the address of the store'));
    await revocations('missing', 503);
    expect((await health()).text).not.toContain('address');
    list = async () => [];
    await revocations('fresh', 200);
  });

  it('tells nothing of revocations without the option', async () => {
    const { indicator } = await boot(pool.options);

    expect(await indicator()).toEqual({
      status: 'up',
      userPools: { default: { keys: 'fresh' } },
    });
  });

  it.each([
    ['was read', 'up', { status: 'fresh', ageSeconds: 0 }],
    ['was never read', 'down', { status: 'missing' }],
  ])('tells of a store that %s', async (_, status, revocations) => {
    const list = async (): Promise<never[]> => {
      if (status === 'down') throw new Error('no store');
      return [];
    };
    const store = { list, add: async () => undefined };
    const options = { ...pool.options, revocations: { store } };
    const { indicator } = await boot(options);

    expect(await indicator()).toEqual({
      status,
      userPools: { default: { keys: 'fresh' } },
      revocations,
    });
  });
});
