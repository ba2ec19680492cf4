import { describe, expect, it } from 'vitest';
import { expectRefused, pool, resolve } from './options.fixture.js';

const resource = 'https://api.example.com';

const resolved = (options: object) => resolve({ ...pool, ...options });

describe('protectedResource', () => {
  it('is absent by default', () => {
    expect(resolved({}).protectedResource).toBeUndefined();
  });

  it.each([
    [resource, ''],
    [`${resource}/`, ''],
    [`${resource}/mcp`, '/mcp'],
  ])('has the address of its metadata: %s', (given, path) => {
    const { protectedResource, userPools } = resolved({
      protectedResource: { resource: given },
    });

    expect(protectedResource).toEqual({
      resource: given,
      metadataUrl: `${resource}/.well-known/oauth-protected-resource${path}`,
      name: undefined,
      documentation: undefined,
      scopes: undefined,
      authorizationServer: 'cognito',
    });
    expect(userPools[0]?.audience).toEqual(new Set([given]));
  });

  it('may be on a loopback host', () => {
    const local = 'http://127.0.0.1:3000/mcp';

    expect(
      resolved({ protectedResource: { resource: local } }).protectedResource
        ?.metadataUrl,
    ).toBe('http://127.0.0.1:3000/.well-known/oauth-protected-resource/mcp');
  });

  it('leaves the audience of a pool that has one', () => {
    const options = { protectedResource: { resource } };

    expect(
      resolved({ ...options, audience: 'https://other' }).userPools[0]
        ?.audience,
    ).toEqual(new Set(['https://other']));
    expect(
      resolved({ ...options, audience: undefined }).userPools[0]?.audience,
    ).toBeUndefined();
  });

  it.each([
    'http://api.example.com',
    'https://api.example.com/#a',
    'https://api.example.com/?a=b',
    'https://user:pw@api.example.com',
    'ftp://localhost',
    'api.example.com',
    7,
  ])('cannot have the resource %j', (given) => {
    expect(() => resolved({ protectedResource: { resource: given } })).toThrow(
      'option "protectedResource.resource" must be an https: URL without query, fragment and credentials (http: is for loopback hosts), but is ',
    );
  });

  it.each([
    ['documentation', 'http://docs.example.com', 'an https: URL'],
    ['name', '', 'a non-empty string'],
    ['authorizationServer', 'own', 'one of "cognito", "bridge"'],
  ])('cannot have %s %j', (name, value, expected) => {
    expectRefused(
      { protectedResource: { resource, [name]: value } },
      `protectedResource.${name}`,
      `must be ${expected}, but is ${JSON.stringify(value)}`,
    );
  });

  it('has no other option', () => {
    expectRefused(
      { protectedResource: { resource, scope: [] } },
      'protectedResource.scope',
      'is unknown here; known are resource, name, documentation, scopes, authorizationServer',
    );
  });

  it('bridges one user pool only', () => {
    expect(() =>
      resolve({
        userPools: [pool, { ...pool, userPoolId: 'eu-west-1_Other' }],
        protectedResource: { resource, authorizationServer: 'bridge' },
      }),
    ).toThrow('can be "bridge" for exactly one user pool');
  });
});
