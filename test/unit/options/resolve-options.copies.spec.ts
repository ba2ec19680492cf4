import { fromCookie } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { resolve } from './given.js';

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
    const settings = resolve(given);
    const before = structuredClone({
      ...settings,
      tokenFrom: settings.tokenFrom.length,
      keys: settings.keys.maxAge,
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
      ...settings,
      tokenFrom: settings.tokenFrom.length,
      keys: settings.keys.maxAge,
    }).toStrictEqual(before);
  });
});
