import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFamily } from './harness/describe-family.js';
import { claimsOf } from './harness/forge.js';
import { HeldKey } from './harness/held-key.js';
import { crossPoolCases } from './cases/pools.js';
import { Target } from './harness/target.js';
import { platforms } from '../support/platforms.js';

const [customers, staff] = await Promise.all([
  TestUserPool.create(),
  TestUserPool.create(),
]);
// Two keys with one id, as the pools of an emulator have them.
const keys = { customers: new HeldKey(), staff: new HeldKey() };

describeFamily('pools that share a key id', {
  options: {
    userPools: [
      keys.customers.optionsOf(customers),
      keys.staff.optionsOf(staff),
    ],
  },
  good: keys.staff.sign(claimsOf(staff.accessToken())),
  cases: crossPoolCases({ customers, staff }, keys),
});

const { clientId } = customers;

describe.each(platforms)('users and machines on $name', (platform) => {
  let target: Target;

  beforeAll(async () => {
    target = await Target.start(platform, {
      ...customers.options,
      tokenUse: ['access', 'id'] as const,
    });
  });

  afterAll(() => target.stop());

  const kindOf = async (token: string) => {
    const answer = await target.expectKnownAnswer({ token });
    return answer.body['kind'] ?? answer.body['code'];
  };

  it.each([
    ['client_id', clientId],
    ['scope', 'orders/read'],
    ['cognito:username', 'alice'],
    ['user_name', 'alice'],
    ['Username', 'alice'],
    ['kind', 'user'],
    ['email', 'alice@example.com'],
    ['cognito:groups', ['admin']],
    ['device_key', 'x'],
  ])('%s %j makes no user of a machine', async (claim, value) => {
    const token = customers.machineToken({ claims: { [claim]: value } });
    expect(await kindOf(token)).toBe('machine');
  });

  it.each([
    ['sub', clientId],
    ['kind', 'machine'],
    ['scope', undefined],
    ['cognito:username', null],
    ['auth_time', undefined],
    ['origin_jti', undefined],
    ['gty', 'client_credentials'],
    ['username', clientId],
  ])('%s %j makes no machine of a user', async (claim, value) => {
    const token = customers.accessToken({ claims: { [claim]: value } });
    expect(await kindOf(token)).toBe('user');
  });

  it.each([null, '', 0, false, [], {}, ['alice']])(
    'a username of %j makes neither',
    async (username) => {
      const claims = { username };
      expect(await kindOf(customers.accessToken({ claims }))).toBe(
        'token_malformed',
      );
      expect(await kindOf(customers.machineToken({ claims }))).toBe(
        'token_malformed',
      );
    },
  );

  it('an ID token without any name is of a user all the same', async () => {
    const claims = { 'cognito:username': undefined, email: undefined };
    expect(await kindOf(customers.idToken({ claims }))).toBe('user');
  });
});
