import { fromCookie } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { expectRefusal, pool, resolve } from './options.fixture.js';

describe('The options', () => {
  it('must be given', () => {
    expectRefusal(
      () => resolve(undefined),
      'options',
      'are missing: call forRoot(), or return them from the factory of forRootAsync()',
    );
  });

  it.each([
    [null, 'null'],
    ['eu-west-1_AbC', '"eu-west-1_AbC"'],
    [[pool], 'a list of 1'],
  ])('cannot be %j', (options, shown) => {
    expectRefusal(
      () => resolve(options),
      'options',
      `must be an object, but is ${shown}`,
    );
  });
});

describe('An unknown option', () => {
  it.each([
    'clientID',
    'audiences',
    'algorithms',
    'ignoreExpiration',
    'clientSecret',
    'isGlobal',
  ])('%s is refused without its value', (name) => {
    const act = () => resolve({ ...pool, [name]: 'secret' });

    expect(act).toThrow(
      `CognitoAuthModule option "${name}" is unknown here; known`,
    );
    expect(act).not.toThrow(/secret/);
  });

  it('is told which options are known', () => {
    const act = () => resolve({ ...pool, odd: 1 });

    for (const known of ['realm', 'keys', 'userPools', 'userPoolId', 'jwks']) {
      expect(act).toThrow(new RegExp(`(are|,) ${known}(,|$)`));
    }
  });
});

describe('A change of the options after boot', () => {
  it('changes nothing', () => {
    const userPool = {
      userPoolId: 'eu-west-1_AbC',
      clientId: ['client'],
      tokenUse: ['access'],
      audience: ['urn:api'],
      issuer: ['https://issuer.example'],
      additionalRegions: ['us-east-2'],
      jwks: { keys: [{ kty: 'RSA', kid: 'a', n: 'n', e: 'AQAB' }] },
    };
    const given = {
      userPools: [userPool],
      tokenFrom: [fromCookie('a')],
      keys: { maxAge: 1_000 },
      tokenCache: { maxEntries: 10 },
    };
    const resolved = resolve(given);
    const before = structuredClone({
      ...resolved,
      tokenFrom: resolved.tokenFrom.length,
      keys: resolved.keys.maxAge,
    });

    userPool.clientId.push('evil');
    userPool.tokenUse.push('id');
    userPool.audience.push('urn:evil');
    userPool.issuer.push('https://evil.example');
    userPool.additionalRegions.push('us-west-2');
    userPool.jwks.keys.push({ kty: 'RSA', kid: 'b', n: 'n', e: 'AQAB' });
    Object.assign(userPool.jwks.keys[0] ?? {}, { n: 'evil' });
    given.userPools.push({ ...userPool, userPoolId: 'eu-west-1_Evil' });
    given.tokenFrom.push(() => 'evil');
    given.keys.maxAge = 1;
    given.tokenCache.maxEntries = 1;

    expect({
      ...resolved,
      tokenFrom: resolved.tokenFrom.length,
      keys: resolved.keys.maxAge,
    }).toStrictEqual(before);
  });
});
