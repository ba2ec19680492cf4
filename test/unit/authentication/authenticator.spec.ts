import {
  fromQuery,
  type Carrier,
  type CognitoCommonOptions,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { Authenticator } from '../../../lib/authentication/authenticator.js';
import { Issuers } from '../../../lib/authentication/issuers.js';
import { TokenVerifier } from '../../../lib/authentication/token-verifier.js';
import { RevocationMirror } from '../../../lib/revocation/revocation-mirror.js';
import { resolve } from '../options/options.fixture.js';

const pool = await TestUserPool.create();

function authenticatorWith(options: CognitoCommonOptions = {}): Authenticator {
  const resolved = resolve({ ...pool.options, ...options });
  return new Authenticator(
    resolved,
    new TokenVerifier(
      resolved,
      Issuers.of(resolved),
      new RevocationMirror(resolved),
    ),
  );
}

function carrierOf(token: string): Carrier {
  return { type: 'http', headers: { authorization: `Bearer ${token}` } };
}

describe('Authenticator.authenticate()', () => {
  it('returns undefined at once if there is no token', () => {
    const authenticator = authenticatorWith({ validate: () => 'anybody' });

    expect(
      authenticator.authenticate({ type: 'http', headers: {} }),
    ).toBeUndefined();
  });

  it('returns a promise for a new token', async () => {
    const authenticator = authenticatorWith();
    const token = pool.accessToken({ username: 'alice' });
    const authenticating = authenticator.authenticate(carrierOf(token));

    expect(authenticating).toBeInstanceOf(Promise);
    const authentication = await authenticating;
    expect(authentication?.user.username).toBe('alice');
    expect(authentication?.requestUser).toBe(authentication?.user);
    expect(authentication?.authenticator).toBe(authenticator);
  });

  it('returns the same user at once for a token that is remembered', async () => {
    const authenticator = authenticatorWith();
    const carrier = carrierOf(pool.accessToken());
    const first = await authenticator.authenticate(carrier);

    const second = authenticator.authenticate(carrier);
    expect(second).not.toBeInstanceOf(Promise);
    expect((second as typeof first)?.user).toBe(first?.user);
  });

  it('returns a promise each time without a token cache', async () => {
    const authenticator = authenticatorWith({ tokenCache: false });
    const carrier = carrierOf(pool.accessToken());
    await authenticator.authenticate(carrier);

    const second = authenticator.authenticate(carrier);
    expect(second).toBeInstanceOf(Promise);
    expect((await second)?.user.userPoolId).toBe(pool.userPoolId);
  });

  it('reads the token from the carrier once', async () => {
    let count = 0;
    const authenticator = authenticatorWith({
      tokenFrom: ({ query }) => {
        count += 1;
        return fromQuery('token')({ type: 'http', headers: {}, query });
      },
    });
    const query = { token: pool.accessToken() };
    await authenticator.authenticate({ type: 'http', headers: {}, query });

    expect(count).toBe(1);
  });

  it('throws what an extractor throws, at once', () => {
    const failure = new Error('no cookies here');
    const authenticator = authenticatorWith({
      tokenFrom: () => {
        throw failure;
      },
    });

    expect(() =>
      authenticator.authenticate({ type: 'http', headers: {} }),
    ).toThrow(failure);
  });

  it('rejects for a token that is refused', async () => {
    const token = pool.accessToken({ expiresIn: -1 });

    await expect(
      authenticatorWith().authenticate(carrierOf(token)),
    ).rejects.toMatchObject({ code: 'token_expired' });
  });
});

describe('Authenticator.authenticate() with validate', () => {
  it('asks it each time, with the user and the carrier', async () => {
    const given: [CognitoUser, Carrier][] = [];
    const authenticator = authenticatorWith({
      validate: (...received) => given.push(received),
    });
    const carrier = carrierOf(pool.accessToken());

    for (const time of [1, 2]) {
      const authenticating = authenticator.authenticate(carrier);
      expect(authenticating).toBeInstanceOf(Promise);
      const authentication = await authenticating;
      expect(authentication?.requestUser).toBe(time);
      expect(given[time - 1]?.[0]).toBe(authentication?.user);
      expect(given[time - 1]?.[1]).toBe(carrier);
    }
  });

  it.each([undefined, null, false, 0, '', NaN])(
    'refuses a user for whom it returns %s',
    async (returned) => {
      const carrier = carrierOf(pool.accessToken());

      for (const validate of [() => returned, async () => returned]) {
        await expect(
          authenticatorWith({ validate }).authenticate(carrier),
        ).rejects.toMatchObject({ code: 'user_refused' });
      }
    },
  );

  it('rejects with what it throws', async () => {
    const failure = new Error('the database is down');
    const carrier = carrierOf(pool.accessToken());

    for (const validate of [
      () => Promise.reject(failure),
      () => {
        throw failure;
      },
    ]) {
      await expect(
        authenticatorWith({ validate }).authenticate(carrier),
      ).rejects.toBe(failure);
    }
  });
});
