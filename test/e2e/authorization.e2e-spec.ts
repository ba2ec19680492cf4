import { Controller, Get, Post, type Type } from '@nestjs/common';
import {
  AllGroups,
  AnyScope,
  CognitoAuthModule,
  CurrentUser,
  Groups,
  NotInGroups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../support/http.js';
import { bootApp, platforms, type RunningApp } from '../support/platforms.js';

let pool: TestUserPool;
let otherPool: TestUserPool;

beforeAll(async () => {
  pool = await TestUserPool.create();
  otherPool = await TestUserPool.create();
});

@Controller('route')
class RouteController {
  @Get('any')
  any(@CurrentUser() user: CognitoUser) {
    return { sub: user.sub };
  }

  @Get('groups')
  @Groups('admin', 'editor')
  groups() {
    return {};
  }

  @Get('all-groups')
  @AllGroups('admin', 'editor')
  allGroups() {
    return {};
  }

  @Get('not-in-groups')
  @NotInGroups('banned')
  notInGroups() {
    return {};
  }

  @Get('scopes')
  @Scopes('orders/read', 'orders/write')
  scopes() {
    return {};
  }

  @Get('any-scope')
  @AnyScope('orders/read', 'orders/write')
  anyScope() {
    return {};
  }

  @Get('id')
  @TokenUse('id')
  id() {
    return {};
  }

  @Get('staff')
  @UserPool('staff')
  staff() {
    return {};
  }

  @Get('step-up')
  @StepUp({ maxAge: 300, acr: ['loa:3', 'loa:4'], amr: ['mfa', 'otp'] })
  stepUp() {
    return {};
  }

  @Get('policy')
  @Policy((user) => user.username === 'alice', 'is alice')
  @Policy(async (user) => !user.groups.includes('banned'), 'is not banned')
  policy() {
    return {};
  }

  @Post('several')
  @Groups('admin')
  @Scopes('orders/write')
  @NotInGroups('banned')
  several() {
    return {};
  }
}

@Controller('admin')
@Groups('admin')
@Scopes('admin/all')
class AdminController {
  @Get()
  list() {
    return {};
  }

  @Get('editors')
  @Groups('editor')
  editors() {
    return {};
  }

  @Get('open')
  @Public()
  open(@CurrentUser() user: unknown) {
    return { user: user ?? null };
  }

  @Get('optional')
  @OptionalAuth()
  optional(@CurrentUser('username') username: unknown) {
    return { username: username ?? null };
  }
}

@Controller('inherited')
class InheritedController extends AdminController {}

@Controller('open')
@Public()
class OpenController {
  @Get()
  open() {
    return {};
  }

  @Get('closed')
  @Groups('admin')
  closed() {
    return {};
  }
}

const controllers: Type<unknown>[] = [
  RouteController,
  AdminController,
  InheritedController,
  OpenController,
];

describe.each(platforms)('authorization on $name', (platform) => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await bootApp(platform, {
      controllers,
      imports: [
        CognitoAuthModule.forRoot({
          userPools: [
            { ...pool.options, name: 'customers', tokenUse: ['access', 'id'] },
            { ...otherPool.options, name: 'staff' },
          ],
          globalGuard: true,
        }),
      ],
    });
  });

  afterAll(() => app.close());

  const ask = (path: string, token?: string, method = 'GET') =>
    request(`${app.url}/${path}`, { method, token });

  const challengeOf = (error: string, description: string, rest = '') =>
    `Bearer realm="api", error="${error}", error_description="${description}"${rest}`;

  it('lets any good token in where nothing more is required', async () => {
    const answer = await ask('route/any', pool.accessToken({ sub: 'me' }));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ sub: 'me' });
  });

  it.each([
    ['groups', ['admin'], 200],
    ['groups', ['x', 'editor'], 200],
    ['groups', [], 403],
    ['groups', ['administrators'], 403],
    ['groups', ['Admin'], 403],
    ['groups', ['admin '], 403],
    ['groups', ['admin,editor'], 403],
    ['all-groups', ['editor', 'admin'], 200],
    ['all-groups', ['admin'], 403],
    ['all-groups', ['admin', 'admin'], 403],
  ])('%s with groups %j answers %i', async (path, groups, status) => {
    const answer = await ask(`route/${path}`, pool.accessToken({ groups }));
    expect(answer.status).toBe(status);
    if (status === 403) {
      expect(answer.body).toEqual({
        statusCode: 403,
        error: 'Forbidden',
        message: 'Membership of a required group is missing',
        code: 'group_missing',
      });
      expect(answer.headers['www-authenticate']).toBe(
        challengeOf(
          'insufficient_scope',
          'Membership of a required group is missing',
        ),
      );
    }
  });

  it.each([
    ['administrators'],
    ['admin'],
    ['admin,editor'],
    [[['admin']]],
    [['admin', 7]],
    [{ admin: true }],
    [null],
  ])('takes groups from a list of texts only, not %j', async (groups) => {
    const token = pool.accessToken({
      claims: { 'cognito:groups': groups, groups: ['admin'] },
    });
    const answer = await ask('route/groups', token);
    expect(answer.body['code']).toBe('group_missing');
  });

  it('refuses members of a forbidden group', async () => {
    const banned = pool.accessToken({ groups: ['admin', 'banned'] });
    const refused = await ask('route/not-in-groups', banned);
    expect(refused.status).toBe(403);
    expect(refused.body['code']).toBe('group_forbidden');
    const allowed = await ask('route/not-in-groups', pool.accessToken());
    expect(allowed.status).toBe(200);
  });

  it.each([['banned'], [['banned', 7]], [[['banned']]], [null]])(
    'refuses whose groups cannot be told where some are forbidden: %j',
    async (groups) => {
      const token = pool.accessToken({ claims: { 'cognito:groups': groups } });
      const answer = await ask('route/not-in-groups', token);
      expect(answer.body['code']).toBe('group_forbidden');
    },
  );

  it.each([
    ['scopes', ['orders/read', 'orders/write'], 200],
    ['scopes', ['orders/read'], 403],
    ['scopes', ['orders/read', 'orders/write-all'], 403],
    ['scopes', ['orders/read', 'ORDERS/WRITE'], 403],
    ['scopes', [], 403],
    ['any-scope', ['orders/write'], 200],
    ['any-scope', ['orders/read-all'], 403],
  ])('%s with scopes %j answers %i', async (path, scopes, status) => {
    for (const token of [
      pool.accessToken({ scopes }),
      pool.machineToken({ scopes }),
    ]) {
      const answer = await ask(`route/${path}`, token);
      expect(answer.status).toBe(status);
      if (status === 403) {
        expect(answer.body['code']).toBe('scope_missing');
        expect(answer.headers['www-authenticate']).toBe(
          challengeOf(
            'insufficient_scope',
            'The token lacks a required scope',
            ', scope="orders/read orders/write"',
          ),
        );
      }
    }
  });

  it('takes no scopes from an ID token', async () => {
    const token = pool.idToken({
      claims: { scope: 'orders/read orders/write' },
    });
    const answer = await ask('route/scopes', token);
    expect(answer.body['code']).toBe('scope_missing');
  });

  it('narrows token_use to what the route accepts', async () => {
    expect((await ask('route/id', pool.idToken())).status).toBe(200);
    const answer = await ask('route/id', pool.accessToken());
    expect(answer.status).toBe(401);
    expect(answer.body['code']).toBe('token_use_mismatch');
    expect(answer.headers['www-authenticate']).toContain(
      'error="invalid_token"',
    );
  });

  it('never widens token_use beyond what the pool accepts', async () => {
    const answer = await ask('route/id', otherPool.idToken());
    expect(answer.body['code']).toBe('token_use_mismatch');
  });

  it('lets only callers of the named user pools in', async () => {
    expect((await ask('route/staff', otherPool.accessToken())).status).toBe(
      200,
    );
    const answer = await ask('route/staff', pool.accessToken());
    expect(answer.status).toBe(403);
    expect(answer.body['code']).toBe('user_pool_mismatch');
  });

  it('asks for a step-up in the words of RFC 9470', async () => {
    const now = Math.floor(Date.now() / 1000);
    const strong = { auth_time: now - 10, acr: 'loa:4', amr: ['otp', 'mfa'] };
    const good = pool.accessToken({ claims: strong });
    expect((await ask('route/step-up', good)).status).toBe(200);
    for (const weak of [
      { auth_time: now - 400 },
      { auth_time: now + 400 },
      { auth_time: undefined },
      { auth_time: String(now) },
      { acr: 'loa:1' },
      { acr: ['loa:4'] },
      { acr: undefined },
      { amr: ['mfa'] },
      { amr: 'mfa otp' },
      { amr: undefined },
    ]) {
      const token = pool.accessToken({ claims: { ...strong, ...weak } });
      const answer = await ask('route/step-up', token);
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        statusCode: 401,
        error: 'Unauthorized',
        message: 'A more recent or stronger sign-in is required',
        code: 'step_up_required',
      });
      expect(answer.headers['www-authenticate']).toBe(
        challengeOf(
          'insufficient_user_authentication',
          'A more recent or stronger sign-in is required',
          ', max_age="300", acr_values="loa:3 loa:4"',
        ),
      );
    }
  });

  it('asks every policy', async () => {
    const alice = pool.accessToken({ username: 'alice' });
    expect((await ask('route/policy', alice)).status).toBe(200);
    for (const token of [
      pool.accessToken({ username: 'bob' }),
      pool.accessToken({ username: 'alice', groups: ['banned'] }),
    ]) {
      const answer = await ask('route/policy', token);
      expect(answer.status).toBe(403);
      expect(answer.body['code']).toBe('policy_refused');
    }
  });

  it.each([
    [['admin'], ['orders/write'], 201],
    [['admin'], [], 403],
    [[], ['orders/write'], 403],
    [['admin', 'banned'], ['orders/write'], 403],
  ])(
    'applies different requirements together: %j %j %i',
    async (groups, scopes, status) => {
      const token = pool.accessToken({ groups, scopes });
      const answer = await ask('route/several', token, 'POST');
      expect(answer.status).toBe(status);
    },
  );

  describe.each(['admin', 'inherited'])('the levels of /%s', (base) => {
    const admin = { groups: ['admin'], scopes: ['admin/all'] };

    it('applies what the class requires', async () => {
      expect((await ask(base, pool.accessToken(admin))).status).toBe(200);
      const answer = await ask(base, pool.accessToken({ groups: ['admin'] }));
      expect(answer.body['code']).toBe('scope_missing');
    });

    it('replaces the same decorator, and keeps the others', async () => {
      const editor = { groups: ['editor'], scopes: ['admin/all'] };
      const path = `${base}/editors`;
      expect((await ask(path, pool.accessToken(editor))).status).toBe(200);
      expect((await ask(path, pool.accessToken(admin))).body['code']).toBe(
        'group_missing',
      );
      const unscoped = pool.accessToken({ groups: ['editor'] });
      expect((await ask(path, unscoped)).body['code']).toBe('scope_missing');
    });

    it('opens a @Public() handler, and reads no token there', async () => {
      for (const token of [undefined, 'garbage', pool.accessToken(admin)]) {
        const answer = await ask(`${base}/open`, token);
        expect(answer.status).toBe(200);
        expect(answer.body).toEqual({ user: null });
      }
    });

    it('lets anonymous callers in at @OptionalAuth(), but no bad token', async () => {
      const path = `${base}/optional`;
      expect((await ask(path)).body).toEqual({ username: null });
      const bob = pool.accessToken({ username: 'bob' });
      expect((await ask(path, bob)).body).toEqual({ username: 'bob' });
      const expired = pool.accessToken({ expiresIn: -10 });
      expect((await ask(path, expired)).body['code']).toBe('token_expired');
      expect((await ask(path, 'garbage')).status).toBe(401);
    });
  });

  it('closes a handler with a requirement in a @Public() class', async () => {
    expect((await ask('open')).status).toBe(200);
    expect((await ask('open/closed')).status).toBe(401);
    const member = pool.accessToken();
    expect((await ask('open/closed', member)).status).toBe(403);
    const admin = pool.accessToken({ groups: ['admin'] });
    expect((await ask('open/closed', admin)).status).toBe(200);
  });
});
