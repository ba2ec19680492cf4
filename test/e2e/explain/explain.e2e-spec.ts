import { Controller, Get } from '@nestjs/common';
import {
  AllGroups,
  AnyScope,
  CognitoAccessMap,
  CognitoAuthModule,
  explain,
  Groups,
  NotInGroups,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
  type CognitoAuthModuleOptions,
  type CognitoUserPoolQuestion,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import { bootApp, express, type RunningApp } from '../../support/platforms.js';

@Controller()
class RoutesController {
  @Get('any') any() {}
  @Get('id') @TokenUse('id') id() {}
  @Get('access') @TokenUse('access') access() {}
  @Get('scopes') @Scopes('a', 'b') scopes() {}
  @Get('any-scope') @AnyScope('c', 'd') anyScope() {}
  @Get('groups') @Groups('admin', 'owner') groups() {}
  @Get('all-groups') @AllGroups('x', 'y') allGroups() {}
  @Get('not-in') @NotInGroups('banned') notIn() {}
  @Get('pool') @UserPool('staff') pool() {}
  @Get('step-up') @StepUp({ maxAge: 60, acr: 'gold' }) stepUp() {}
}

const [pool, staff, stranger, unreachable] = (await Promise.all(
  Array.from({ length: 4 }, () => TestUserPool.create()),
)) as [TestUserPool, TestUserPool, TestUserPool, TestUserPool];

const options: CognitoAuthModuleOptions = {
  userPools: [
    {
      ...pool.options,
      name: 'customers',
      tokenUse: ['access', 'id'],
      audience: 'https://api.example',
    },
    { ...staff.options, name: 'staff', tokenUse: ['access'] },
    {
      userPoolId: unreachable.userPoolId,
      clientId: unreachable.clientId,
      jwksUri: 'http://127.0.0.1:9/keys',
    },
  ],
  keys: { prefetch: false },
};

let app: RunningApp;

beforeAll(async () => {
  app = await bootApp(express, {
    imports: [CognitoAuthModule.forRoot({ ...options, globalGuard: true })],
    controllers: [RoutesController],
  });
});

afterAll(() => app.close());

const aud = 'https://api.example';
const good = (claims: object = {}) =>
  pool.accessToken({ username: 'alice', claims: { aud, ...claims } });

/** What is sent to which route, and the code of the answer. */
const cases: readonly (readonly [string, string, () => string])[] = [
  ['any', '', () => good()],
  ['any', 'token_malformed', () => 'opaque'],
  ['any', 'token_malformed', () => 'a.b.c.d.e'],
  [
    'any',
    'signature_invalid',
    () => stranger.accessToken({ claims: { iss: pool.issuer } }),
  ],
  ['any', 'issuer_unknown', () => stranger.accessToken()],
  ['any', 'keys_unavailable', () => unreachable.accessToken()],
  ['any', 'token_expired', () => pool.accessToken({ expiresIn: -1 })],
  ['any', 'token_not_active', () => good({ nbf: Date.now() / 1000 + 90 })],
  ['any', 'client_mismatch', () => pool.accessToken({ clientId: 'other' })],
  ['any', 'audience_mismatch', () => good({ aud: 'https://other.example' })],
  ['any', 'token_malformed', () => good({ sub: '' })],
  ['any', 'token_use_mismatch', () => staff.idToken()],
  ['id', 'token_use_mismatch', () => good()],
  ['access', 'token_use_mismatch', () => pool.idToken()],
  ['scopes', 'scope_missing', () => good({ scope: 'a' })],
  ['scopes', '', () => good({ scope: 'a b' })],
  ['any-scope', 'scope_missing', () => good({ scope: 'a' })],
  ['groups', 'group_missing', () => good({ 'cognito:groups': ['staff'] })],
  ['groups', '', () => good({ 'cognito:groups': ['owner'] })],
  ['all-groups', 'group_missing', () => good({ 'cognito:groups': ['x'] })],
  ['not-in', 'group_forbidden', () => good({ 'cognito:groups': ['banned'] })],
  ['pool', 'user_pool_mismatch', () => good()],
  ['step-up', 'step_up_required', () => good({ auth_time: 1 })],
];

describe('explain()', () => {
  it.each(cases)(
    'agrees with the guard on /%s: %s',
    async (path, code, token) => {
      const sent = token();
      const answer = await request(`${app.url}/${path}`, { token: sent });
      const route = app.app
        .get(CognitoAccessMap)
        .routes()
        .find((one) => one.path === `/${path}`);
      const { accepted, checks } = await explain(sent, options, route);
      const answering = checks.filter(({ answers }) => answers);

      expect(answer.body['code'] ?? '').toBe(code);
      expect(accepted).toBe(code === '');
      expect(answering.map((check) => check.code)).toEqual(code ? [code] : []);
      for (const { passed, why = '', remedy = '' } of checks) {
        expect(passed || (why.endsWith('.') && remedy.endsWith('.'))).toBe(
          true,
        );
      }
    },
  );

  it('reports every check that fails, and marks the answer', async () => {
    const token = pool.accessToken({ clientId: 'other', expiresIn: -60 });
    const { checks } = await explain(token, options);
    const failed = checks.filter(({ passed }) => !passed);

    expect(
      failed.map(({ check, code, answers }) => [check, code, answers]),
    ).toEqual([
      ['times', 'token_expired', true],
      ['client', 'client_mismatch', undefined],
      ['audience', 'audience_mismatch', undefined],
    ]);
  });

  it('says which of two tokens to send', async () => {
    const { checks } = await explain(staff.idToken(), {
      ...staff.options,
      tokenUse: 'access',
    });

    expect(checks.find(({ answers }) => answers)).toEqual({
      check: 'token use',
      passed: false,
      code: 'token_use_mismatch',
      why: 'This is an ID token; this API takes access tokens.',
      remedy: 'Send `access_token` of the token response.',
      answers: true,
    });
  });

  it('shows no control character of a claim', async () => {
    const token = pool.accessToken({ clientId: '\u001b[2J\u0007é' });
    const { checks } = await explain(token, options);
    const shown = JSON.stringify(checks);

    expect(shown).toContain('\\\\u001b[2J');
    expect(checks.map(({ why }) => why).join('')).toMatch(/^[\x20-\x7e]*$/);
  });

  it('refuses a megabyte at once, and shows little of it', async () => {
    const { checks } = await explain('x'.repeat(2 ** 20), options);

    expect(checks).toHaveLength(1);
    expect(JSON.stringify(checks).length).toBeLessThan(500);
  });

  it('asks the resolver of user pools', async () => {
    const userPools = ({ userPoolId }: CognitoUserPoolQuestion) =>
      userPoolId === pool.userPoolId ? pool.options : undefined;
    const accepted = await explain(pool.accessToken(), { userPools });
    const unknown = await explain(stranger.accessToken(), { userPools });

    expect(accepted.checks.map(({ check }) => check)).toContain('signature');
    expect(accepted.accepted).toBe(true);
    expect(unknown.checks.find(({ answers }) => answers)?.code).toBe(
      'issuer_unknown',
    );
  });

  it('says that the resolver of user pools failed', async () => {
    const { checks } = await explain(pool.accessToken(), {
      userPools: () => Promise.reject(new Error('down')),
    });
    const answer = checks.find(({ answers }) => answers);

    expect(answer?.code).toBe('user_pool_unavailable');
    expect(answer?.remedy).toContain('dynamicPools');
  });

  it.each([null, 5, '', 'text', [], [1], {}, true])(
    'explains a token whose claims are all %j',
    async (value) => {
      const names = ['sub', 'username', 'scope', 'exp', 'iat', 'nbf', 'aud'];
      const others = ['auth_time', 'client_id', 'token_use', 'cognito:groups'];
      const claims = Object.fromEntries(
        [...names, ...others].map((name) => [name, value]),
      );
      const route = {
        scopes: { all: ['a'], any: [] },
        groups: { any: ['b'], all: [], none: [] },
      };
      const token = pool.accessToken({ claims });
      const { accepted } = await explain(token, options, route);

      expect(accepted).toBe(false);
    },
  );
});
