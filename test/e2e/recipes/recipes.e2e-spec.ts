import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  StepUp,
  CognitoAuthModule,
  type CognitoCommonOptions,
  MemoryRevocationStore,
} from 'nestjs-cognito-auth';
import { Controller, Get, type Provider, type Type } from '@nestjs/common';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { request } from '../../support/http.js';
import { bootApp, express } from '../../support/platforms.js';
import { compileSnippets } from './recipes.fixture.js';

const pool = await TestUserPool.create();
const cleanUps: (() => unknown)[] = [];
let folder: string;

beforeAll(async () => {
  folder = await compileSnippets('sample/RECIPES.md');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanUp of cleanUps.splice(0)) {
    await cleanUp();
  }
});

/** Returns what a snippet of the page exports. */
async function recipe<T>(file: string, name: string): Promise<T> {
  const exported = (await import(join(folder, `${file}.js`))) as Record<
    string,
    T
  >;
  const found = exported[name];
  if (found === undefined) {
    throw new Error(`${file} has no ${name}`);
  }
  return found;
}

/** Boots an application of a recipe, and returns its address. */
async function boot(
  controller: Type<unknown>,
  providers: Provider[] = [],
  options: CognitoCommonOptions = {},
): Promise<string> {
  const app = await bootApp(express, {
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        ...options,
        tokenUse: ['access' as const, 'id' as const],
        globalGuard: true,
      }),
    ],
    controllers: [controller],
    providers,
  });
  cleanUps.push(app.close);
  return app.url;
}

/** One request that reached the stand-in for AWS. */
interface Call {
  readonly target: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Stands in for an endpoint of AWS, and notes what it is asked. */
async function standIn(answer: (call: Call) => [status: number, body: object]) {
  const calls: Call[] = [];
  const server: Server = createServer((received, response) => {
    void text(received).then((body) => {
      const { authorization, 'x-amz-target': target } = received.headers;
      const call = {
        target: target === undefined ? String(received.url) : String(target),
        authorization,
        body,
      };
      calls.push(call);
      const [status, answered] = answer(call);
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(answered));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cleanUps.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  return { url, calls };
}

describe('The recipe for a step-up', () => {
  @Controller()
  class PaymentsController {
    @Get('payments')
    @StepUp({ maxAge: 300 })
    list() {
      return {};
    }
  }
  const authorize = new URL(
    'https://auth.example.com/oauth2/authorize?client_id=abc&scope=openid',
  );

  it('sends a user to sign in again, and only then', async () => {
    const stepUpAddress = await recipe<
      (response: Response, authorize: URL) => URL | undefined
    >('step-up.client', 'stepUpAddress');
    const url = await boot(PaymentsController);
    const call = (authTime: number) =>
      fetch(`${url}/payments`, {
        headers: {
          authorization: `Bearer ${pool.accessToken({ claims: { auth_time: authTime } })}`,
        },
      });
    const now = Math.floor(Date.now() / 1000);

    expect(stepUpAddress(await call(now - 301), authorize)?.href).toBe(
      `${authorize.href}&prompt=login`,
    );
    expect(stepUpAddress(await call(now), authorize)).toBeUndefined();
    expect(
      stepUpAddress(await fetch(`${url}/payments`), authorize),
    ).toBeUndefined();
  });
});

describe('The recipe "Sign out everywhere"', () => {
  it('asks Cognito first, and then refuses the tokens', async () => {
    const controller = await recipe<Type<unknown>>(
      'sign-out.controller',
      'SignOutController',
    );
    let isUp = false;
    const { calls } = await standIn(() => (isUp ? [200, {}] : [400, {}]));
    const url = await boot(controller, [], {
      revocations: { store: new MemoryRevocationStore() },
    });
    const token = pool.accessToken({ username: 'alice' });
    const signOut = () =>
      request(`${url}/sign-out/everywhere`, { method: 'POST', token });

    expect((await signOut()).status).toBe(500);
    isUp = true;
    expect((await signOut()).status).toBe(204);
    expect((await signOut()).body['code']).toBe('token_revoked');
    expect(calls.at(-1)?.target).toMatch(/\.AdminUserGlobalSignOut$/);
    expect(JSON.parse(calls.at(-1)?.body ?? '')).toEqual({
      UserPoolId: pool.userPoolId,
      Username: 'alice',
    });
  });

  it('refuses a machine', async () => {
    const controller = await recipe<Type<unknown>>(
      'sign-out.controller',
      'SignOutController',
    );
    await standIn(() => [200, {}]);
    const url = await boot(controller, [], {
      revocations: { store: new MemoryRevocationStore() },
    });
    const answer = await request(`${url}/sign-out/everywhere`, {
      method: 'POST',
      token: pool.machineToken(),
    });

    expect(answer.status).toBe(403);
  });
});

describe('The recipe "Tenant by host"', () => {
  it('lets users call the host of their tenant only', async () => {
    const url = await boot(
      await recipe('tenant-orders.controller', 'TenantOrdersController'),
      [await recipe<Type<unknown>>('own-tenant.policy', 'OwnTenant')],
    );
    const call = async (host: string, tenant: unknown) => {
      const answer = await request(`${url}/orders`, {
        headers: { host },
        token: pool.accessToken({ claims: { tenant } }),
      });
      return answer.status === 200 ? answer.text : answer.body['code'];
    };

    expect(await call('acme.example.com', 'acme')).toBe('orders of acme');
    expect(await call('other.example.com', 'acme')).toBe('policy_refused');
    expect(await call('acme.example.com.evil.org', 'acme')).toBe(
      'policy_refused',
    );
    expect(await call('undefined.example.com', undefined)).toBe(
      'policy_refused',
    );
    expect(await call('acme.example.com', ['acme'])).toBe('policy_refused');
  });
});

describe('The recipe "AWS credentials for a caller"', () => {
  it('exchanges the ID token of the caller, never another one', async () => {
    const { calls } = await standIn(({ target }) => [
      200,
      target.endsWith('GetId')
        ? { IdentityId: 'eu-west-1:identity' }
        : {
            IdentityId: 'eu-west-1:identity',
            Credentials: {
              AccessKeyId: 'AKIA',
              SecretKey: 'secret',
              SessionToken: 'session',
              Expiration: Date.now() / 1000 + 3600,
            },
          },
    ]);
    const url = await boot(
      await recipe('files.controller', 'FilesController'),
      [
        await recipe<Type<unknown>>(
          'caller-credentials.service',
          'CallerCredentials',
        ),
        { provide: 'IDENTITY_POOL_ID', useValue: 'eu-west-1:identity-pool' },
      ],
    );
    const idToken = pool.idToken({ username: 'alice' });
    const answer = await request(`${url}/files/identity`, { token: idToken });
    const refused = await request(`${url}/files/identity`, {
      token: pool.accessToken(),
    });
    const [region = ''] = pool.userPoolId.split('_');
    const provider = `cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`;

    expect(answer.body).toEqual({ identityId: 'eu-west-1:identity' });
    expect(refused.body['code']).toBe('token_use_mismatch');
    expect(
      calls.map(({ target, body }) => [
        target.split('.')[1],
        (JSON.parse(body) as { Logins: unknown }).Logins,
      ]),
    ).toEqual([
      ['GetId', { [provider]: idToken }],
      ['GetCredentialsForIdentity', { [provider]: idToken }],
    ]);
  });
});

describe('The recipe for userInfo', () => {
  it.each([
    [200, { sub: '1', email: 'alice@example.com' }, 200],
    [401, { error: 'invalid_token' }, 401],
    [500, {}, 502],
  ])('answers %i of Cognito %j with %i', async (status, body, expected) => {
    const { url: domain, calls } = await standIn(() => [status, body]);
    const url = await boot(
      await recipe('account.controller', 'AccountController'),
      [
        await recipe<Type<unknown>>('user-info.service', 'UserInfoService'),
        { provide: 'COGNITO_DOMAIN', useValue: domain },
      ],
    );
    const token = pool.accessToken({ scopes: ['openid'] });
    const answer = await request(`${url}/account`, { token });

    expect(answer.status).toBe(expected);
    expect(answer.body['email']).toBe('email' in body ? body.email : undefined);
    expect(calls).toEqual([
      expect.objectContaining({
        target: '/oauth2/userInfo',
        authorization: `Bearer ${token}`,
      }),
    ]);
  });
});
