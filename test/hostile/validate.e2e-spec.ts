import { ForbiddenException, HttpException } from '@nestjs/common';
import { CognitoUnauthorizedException } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seen } from './harness/refusals.js';
import { Target } from './harness/target.js';
import { failures, refusing, secret, type Validate } from './cases/validate.js';
import { platforms } from '../support/platforms.js';

const pool = await TestUserPool.create();
const token = pool.accessToken();

describe.each(platforms)('misuse of validate on $name', (platform) => {
  let target: Target;
  let validate: Validate;

  beforeAll(async () => {
    target = await Target.start(platform, {
      ...pool.options,
      validate: (user, carrier) => validate(user, carrier),
    });
  });

  afterAll(() => target.stop());

  it.each(refusing)('that %s: refused', async (_, misuse) => {
    validate = misuse;
    target.expectRefused(await target.ask({ token }), 'user_refused');
  });

  it.each(failures)('that %s: 500 without a detail', async (_, misuse) => {
    validate = misuse;
    const answer = await target.ask({ token });
    expect(seen(answer)).toEqual({
      status: 500,
      challenge: undefined,
      body: { statusCode: 500, message: 'Internal server error' },
    });
    expect(target.witness.reached).toEqual([]);
  });

  it('that fails: who runs the application finds out why', async () => {
    validate = () => {
      throw new Error(secret);
    };
    await target.ask({ token });
    expect(target.output.holding(new Set([secret]))).not.toEqual([]);
  });

  it('that throws what Nest knows: kept', async () => {
    validate = () => {
      throw new ForbiddenException('not today');
    };
    const forbidden = await target.ask({ token });
    expect(forbidden.status).toBe(403);
    expect(forbidden.body['message']).toBe('not today');

    validate = () => Promise.reject(new HttpException('teapot', 418));
    expect((await target.ask({ token })).status).toBe(418);

    validate = () => {
      throw new CognitoUnauthorizedException('token_expired');
    };
    target.expectRefused(await target.ask({ token }), 'token_expired');
    expect(target.witness.reached).toEqual([]);
  });

  it('that gives more groups than the token: they count for nothing', async () => {
    validate = (user) => ({ ...user, groups: ['admin'], kind: 'user' });
    const path = '/admin';
    target.expectRefused(await target.ask({ token, path }), 'group_missing');
    target.expectLetIn(await target.ask({ token }));
  });

  it('that is not reached: a bad token is refused before', async () => {
    validate = () => {
      throw new Error('asked about a token that is not good');
    };
    const bad = `${token.slice(0, -4)}AAAA`;
    target.expectRefused(await target.ask({ token: bad }), 'signature_invalid');
    target.expectRefused(await target.ask({}), 'token_missing');
  });

  it('that is slow: everybody gets their own answer, in their own time', async () => {
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    validate = async ({ username, kind }) => {
      if (username === 'alice') {
        await opened;
      }
      return { kind, userPool: username };
    };
    const ask = async (username: string) => {
      const { body } = await target.ask({
        token: pool.accessToken({ username }),
      });
      return body['userPool'];
    };

    const alice = ask('alice');
    expect(await ask('bob')).toBe('bob');
    open();
    expect(await alice).toBe('alice');
  });
});
