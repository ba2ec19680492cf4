import { createPublicKey, type KeyObject } from 'node:crypto';
import { CognitoUnauthorizedException } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { CognitoStrategy } from '../../../lib/authentication/cognito.strategy.js';
import { resolvePool } from '../options/options.fixture.js';

const [pool, stranger] = await Promise.all([
  TestUserPool.create(),
  TestUserPool.create(),
]);

/** The key with which a pool signs its access tokens. */
function accessKeyOf(signer: TestUserPool): KeyObject {
  const [header = ''] = signer.accessToken().split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
  const jwk = signer.jwks().keys.find((one) => one.kid === kid) ?? {};
  return createPublicKey({ key: { ...jwk }, format: 'jwk' });
}

const key = accessKeyOf(pool);
const strategy = new CognitoStrategy(resolvePool(pool.options), pool.issuer);

describe('CognitoStrategy.verify()', () => {
  it('resolves to the user and the time in which the token is valid', async () => {
    const token = pool.accessToken({ username: 'alice' });
    const { user, validity } = await strategy.verify(token, key);

    expect(user).toMatchObject({ kind: 'user', username: 'alice' });
    expect(validity).toEqual({
      from: -Infinity,
      until: user.expiresAt * 1000,
    });
  });

  it.each([
    ['by another key', pool.accessToken(), accessKeyOf(stranger)],
    ['for another issuer', stranger.accessToken(), accessKeyOf(stranger)],
  ])('rejects a token that is signed %s', async (_how, token, itsKey) => {
    const rejected = strategy.verify(token, itsKey);

    await expect(rejected).rejects.toBeInstanceOf(CognitoUnauthorizedException);
    await expect(rejected).rejects.toMatchObject({
      code: 'signature_invalid',
      cause: expect.any(Error),
    });
  });

  it('rejects with the code of the claim that it refuses', async () => {
    const refusals = [
      [{ expiresIn: -1 }, 'token_expired'],
      [{ clientId: 'other' }, 'client_mismatch'],
      [{ claims: { token_use: 'id' } }, 'token_use_mismatch'],
    ] as const;

    for (const [options, code] of refusals) {
      await expect(
        strategy.verify(pool.accessToken(options), key),
      ).rejects.toMatchObject({ code });
    }
  });

  it('keeps tokens apart that it verifies at the same time', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `user-${index}`);
    const outcomes = await Promise.allSettled(
      names.flatMap((username) => [
        strategy.verify(pool.accessToken({ username }), key),
        strategy.verify(pool.accessToken({ username, expiresIn: -1 }), key),
      ]),
    );

    expect(
      outcomes.map((one) =>
        one.status === 'fulfilled'
          ? one.value.user.username
          : (one.reason as CognitoUnauthorizedException).code,
      ),
    ).toEqual(names.flatMap((name) => [name, 'token_expired']));
  });
});
