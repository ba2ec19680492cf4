import { TestUserPool } from 'nestjs-cognito-auth/testing';
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { headerOf, isSignedBy, verified } from './tokens.fixture.js';

const now = 1_750_000_000;

/** Takes away the claims that differ in every token. */
const withoutRandom = {
  jti: undefined,
  origin_jti: undefined,
  event_id: undefined,
  at_hash: undefined,
};

let pool: TestUserPool;
beforeAll(async () => {
  pool = await TestUserPool.create();
});
beforeEach(() => {
  // Part of a second on top: the claims must not show it.
  vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 + 789 });
});
afterEach(() => {
  vi.useRealTimers();
});

const kinds = [
  ['accessToken', (options?: object) => pool.accessToken(options)],
  ['idToken', (options?: object) => pool.idToken(options)],
  ['machineToken', (options?: object) => pool.machineToken(options)],
] as const;

describe.each(kinds)('every %s', (_name, make) => {
  it('is signed by the pool, and says how', () => {
    const token = make();
    const header = headerOf(token);

    expect(Object.keys(header).sort()).toEqual(['alg', 'kid']);
    expect(header.alg).toBe('RS256');
    expect(isSignedBy(pool, token)).toBe(true);
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('has the times of a token issued now, in whole seconds', () => {
    expect(verified(pool, make())).toMatchObject({
      auth_time: now,
      iat: now,
      exp: now + 3600,
    });
    expect(verified(pool, make({ expiresIn: 60 }))).toMatchObject({
      auth_time: now,
      iat: now,
      exp: now + 60,
    });
  });

  it.each([0, -1, -86_400])(
    'expired %d s from now was issued before',
    (expiresIn) => {
      expect(verified(pool, make({ expiresIn }))).toMatchObject({
        auth_time: now + expiresIn - 3600,
        iat: now + expiresIn - 3600,
        exp: now + expiresIn,
      });
    },
  );

  it('takes any claim last, and undefined takes one away', () => {
    const token = make({
      claims: {
        token_use: 'refresh',
        'custom:tenant': 'acme',
        nested: { deep: [1, null] },
        exp: undefined,
      },
    });
    const claims = verified(pool, token);

    expect(claims).toMatchObject({
      token_use: 'refresh',
      'custom:tenant': 'acme',
      nested: { deep: [1, null] },
      iss: pool.issuer,
    });
    expect(claims).not.toHaveProperty('exp');
  });

  it('differs from the one before', () => {
    expect(verified(pool, make())?.jti).not.toBe(verified(pool, make())?.jti);
  });

  it('takes an option that is undefined for one not given', () => {
    const nothing = {
      username: undefined,
      sub: undefined,
      email: undefined,
      groups: undefined,
      scopes: undefined,
      clientId: undefined,
      expiresIn: undefined,
      claims: withoutRandom,
    };

    expect(verified(pool, make(nothing))).toStrictEqual(
      verified(pool, make({ claims: withoutRandom })),
    );
    expect(
      verified(pool, make({ ...nothing, claims: undefined })),
    ).toHaveProperty('jti');
  });
});
