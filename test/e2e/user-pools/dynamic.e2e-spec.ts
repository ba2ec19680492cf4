import { Controller, Get } from '@nestjs/common';
import {
  CognitoAuthModule,
  CognitoUserPools,
  CurrentUser,
  UserPool,
  type CognitoDynamicPoolsOptions,
  type CognitoUserPoolOptions,
  type CognitoUserPoolQuestion,
  type CognitoUserPoolResolver,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  express,
  type Platform,
  type RunningApp,
} from '../../support/platforms.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const [listed, tenant, other, stranger] = (await Promise.all(
  Array.from({ length: 4 }, () => TestUserPool.create()),
)) as [TestUserPool, TestUserPool, TestUserPool, TestUserPool];

@Controller()
class RoutesController {
  @Get()
  pool(@CurrentUser('userPool') pool: string) {
    return { pool };
  }

  @Get('staff')
  @UserPool('staff')
  staff() {
    return { pool: 'staff' };
  }

  @Get('partners')
  @UserPool('partners')
  partners() {
    return { pool: 'partners' };
  }
}

const apps: RunningApp[] = [];

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

/** Boots an application whose pools, but for one, are resolved at run time. */
async function boot(
  resolver: CognitoUserPoolResolver,
  dynamicPools: CognitoDynamicPoolsOptions = {},
  platform: Platform = express,
) {
  const logger = new RecordingLogger();
  const app = await bootApp(platform, {
    imports: [
      CognitoAuthModule.forRoot({
        userPools: [{ ...listed.options, name: 'staff' }, resolver],
        dynamicPools,
        globalGuard: true,
      }),
    ],
    controllers: [RoutesController],
    logger,
  });
  apps.push(app);
  return {
    pools: app.app.get(CognitoUserPools),
    logger,
    url: app.url,
    askFor: async (token: string, path = '') => {
      const { status, body } = await request(`${app.url}/${path}`, { token });
      return status === 200 ? 200 : body['code'];
    },
  };
}

/** A directory of tenants, which notes what it is asked for. */
class Directory {
  readonly asked: CognitoUserPoolQuestion[] = [];
  readonly tenants = new Map<string, CognitoUserPoolOptions>();

  readonly resolve: CognitoUserPoolResolver = async (asked) => {
    this.asked.push(asked);
    return this.tenants.get(asked.userPoolId);
  };

  add(pool: TestUserPool, more: Partial<CognitoUserPoolOptions> = {}): this {
    this.tenants.set(pool.userPoolId, { ...pool.options, ...more });
    return this;
  }
}

describe.each(platforms)('User pools at run time on $name', (platform) => {
  it('accept a tenant that was added after the boot', async () => {
    const directory = new Directory();
    const api = await boot(directory.resolve, { unknownFor: 100 }, platform);
    const token = tenant.accessToken();
    expect(await api.askFor(token)).toBe('issuer_unknown');

    directory.add(tenant);
    await vi.waitFor(async () => expect(await api.askFor(token)).toBe(200), {
      timeout: 5_000,
    });
    expect(await api.askFor(listed.accessToken())).toBe(200);
    expect(directory.asked[0]).toEqual({
      userPoolId: tenant.userPoolId,
      region: 'eu-west-1',
      issuer: tenant.issuer,
    });
  });
});

describe('User pools at run time', () => {
  it('ask once for many first requests of a tenant', async () => {
    const directory = new Directory().add(tenant);
    const api = await boot(directory.resolve);
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => api.askFor(tenant.accessToken())),
    );

    expect(new Set(answers)).toEqual(new Set([200]));
    expect(directory.asked).toHaveLength(1);
  });

  it('never ask for an issuer of another shape', async () => {
    const directory = new Directory();
    const api = await boot(directory.resolve);
    const { userPoolId, issuer } = tenant;
    const issuers = [
      `https://evil.test/${userPoolId}`,
      `${issuer}/`,
      `${issuer}#`,
      `${issuer}?a`,
      issuer.replace('https', 'http'),
      issuer.replace('https://', 'https://user@'),
      issuer.replace('.com/', '.com:443/'),
      issuer.replace('eu-west-1.', 'EU-WEST-1.'),
      issuer.replace('amazonaws.com', 'amazonaws.com.evil.test'),
      issuer.replace('/eu-west-1', '/../eu-west-1'),
      `${issuer}${'x'.repeat(3_000)}`,
      'https://cognito-idp.eu-west-1.amazonaws.com/nothing',
      7,
    ];
    for (const iss of issuers) {
      const token = stranger.accessToken({ claims: { iss } });
      expect(await api.askFor(token)).toBe('issuer_unknown');
    }
    expect(directory.asked).toEqual([]);
  });

  it('may be named in @UserPool(), before they are known', async () => {
    const directory = new Directory()
      .add(tenant, { name: 'partners' })
      .add(other);
    const api = await boot(directory.resolve);

    expect(await api.askFor(tenant.accessToken(), 'partners')).toBe(200);
    expect(await api.askFor(other.accessToken(), 'partners')).toBe(
      'user_pool_mismatch',
    );
  });

  it('refuse the name of another tenant, until that one is forgotten', async () => {
    const directory = new Directory()
      .add(tenant, { name: 'partners' })
      .add(other, { name: 'partners' });
    const api = await boot(directory.resolve);
    expect(await api.askFor(tenant.accessToken())).toBe(200);
    const token = other.accessToken();
    expect(await api.askFor(token)).toBe('user_pool_unavailable');
    expect(await api.askFor(tenant.accessToken())).toBe(200);

    api.pools.forget(tenant.userPoolId);
    expect(await api.askFor(token, 'partners')).toBe(200);
    expect(await api.askFor(tenant.accessToken())).toBe(
      'user_pool_unavailable',
    );
  });

  it('let a tenant have the name that another one gave up', async () => {
    const directory = new Directory().add(tenant, { name: 'partners' });
    const api = await boot(directory.resolve, { maxAge: 200 });
    expect(await api.askFor(tenant.accessToken(), 'partners')).toBe(200);

    directory
      .add(tenant, { name: 'suppliers' })
      .add(other, { name: 'partners' });
    await vi.waitFor(
      async () => {
        const found = await api.askFor(tenant.accessToken(), 'partners');
        expect(found).toBe('user_pool_mismatch');
        expect(await api.askFor(other.accessToken(), 'partners')).toBe(200);
      },
      { timeout: 5_000 },
    );
  });

  it('refuse a stranger after one question for its time', async () => {
    const directory = new Directory();
    const api = await boot(directory.resolve);
    for (let count = 0; count < 5; count += 1) {
      const token = stranger.accessToken();
      expect(await api.askFor(token)).toBe('issuer_unknown');
    }

    expect(directory.asked).toHaveLength(1);
  });

  it('forget a tenant at once, with its remembered tokens', async () => {
    const directory = new Directory().add(tenant).add(other);
    const api = await boot(directory.resolve);
    const token = tenant.accessToken();
    expect(await api.askFor(token)).toBe(200);
    expect(await api.askFor(token)).toBe(200);

    directory.tenants.delete(tenant.userPoolId);
    api.pools.forget(tenant.userPoolId);
    expect(await api.askFor(token)).toBe('issuer_unknown');
    expect(await api.askFor(other.accessToken())).toBe(200);
    directory.add(tenant);
    api.pools.forget(tenant.userPoolId);
    expect(await api.askFor(token)).toBe(200);
  });

  it('end a tenant that the directory no longer has, after maxAge', async () => {
    const directory = new Directory().add(tenant);
    const api = await boot(directory.resolve, { maxAge: 200 });
    const token = tenant.accessToken();
    expect(await api.askFor(token)).toBe(200);

    directory.tenants.delete(tenant.userPoolId);
    await vi.waitFor(
      async () => expect(await api.askFor(token)).toBe('issuer_unknown'),
      { timeout: 5_000 },
    );
  });

  it('close the tenant that was not used for longest', async () => {
    const directory = new Directory().add(tenant).add(other);
    const api = await boot(directory.resolve, { maxPools: 1 });
    expect(await api.askFor(tenant.accessToken())).toBe(200);
    expect(await api.askFor(other.accessToken())).toBe(200);
    expect(await api.askFor(tenant.accessToken())).toBe(200);

    expect(directory.asked).toHaveLength(3);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('the directory is down'))],
    ['hangs', () => new Promise<never>(() => undefined)],
    ["gives another pool's options", () => other.options],
    ['gives a bad option', () => ({ ...tenant.options, clientId: '' })],
    ['gives an unknown option', () => ({ ...tenant.options, client: 'x' })],
    [
      'gives the name of a listed pool',
      () => ({ ...tenant.options, name: 'staff' }),
    ],
  ])('answer 503 if the function %s, and log it once', async (_, resolver) => {
    const api = await boot(resolver as CognitoUserPoolResolver, {
      timeout: 100,
    });
    const token = tenant.accessToken();
    const { status, headers, body } = await request(api.url, { token });

    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('1');
    expect(body['code']).toBe('user_pool_unavailable');
    expect(await api.askFor(token, 'staff')).toBe('user_pool_unavailable');
    expect(await api.askFor(listed.accessToken())).toBe(200);
    expect(api.logger.lines).toHaveLength(1);
    expect(api.logger.lines[0]).toContain('A user pool cannot be looked up: ');
  });

  it('ask for a bounded number of forged issuers at once', async () => {
    let asking = 0;
    let open: () => void = () => undefined;
    // No answer comes before a request was refused for too many questions.
    const gate = new Promise<undefined>((resolve) => {
      open = () => resolve(undefined);
    });
    const api = await boot(
      () => {
        asking += 1;
        return gate;
      },
      { timeout: 60_000 },
    );
    const forged = Array.from({ length: 150 }, (_, index) => {
      const iss = `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Forged${index}`;
      return stranger.accessToken({ claims: { iss } });
    });
    const answers = await Promise.all(
      forged.map(async (token) => {
        const answer = await api.askFor(token);
        if (answer === 'user_pool_unavailable') open();
        return answer;
      }),
    );

    expect(new Set(answers)).toEqual(
      new Set(['issuer_unknown', 'user_pool_unavailable']),
    );
    expect(asking).toBeLessThan(150);
    expect(await api.askFor(listed.accessToken())).toBe(200);
  });

  it('drop an answer that arrives after the pool was forgotten', async () => {
    let give: (options: CognitoUserPoolOptions) => void = () => undefined;
    const api = await boot(() => new Promise((resolve) => (give = resolve)), {
      timeout: 5_000,
    });
    const first = api.askFor(tenant.accessToken());
    await new Promise((resolve) => setTimeout(resolve, 50));
    api.pools.forget(tenant.userPoolId);
    give(tenant.options);

    expect(await first).toBe('issuer_unknown');
  });

  it('close while a question is open', async () => {
    await boot(() => new Promise(() => undefined), { timeout: 5_000 });
    const app = apps.pop();
    const asked = request(`${app?.url}`, { token: tenant.accessToken() }).catch(
      () => undefined,
    );
    const begun = performance.now();
    await app?.close();
    await asked;

    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
