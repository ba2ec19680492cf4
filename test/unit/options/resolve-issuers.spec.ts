import { describe, expect, it } from 'vitest';
import { expectRefused, pool, resolvePool } from './options.fixture.js';

const host = 'eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI';
const original = `https://cognito-idp.${host}`;
const updated = `https://issuer-cognito-idp.${host}`;
const jwks = '/.well-known/jwks.json';

const issuersOf = (options: object) =>
  resolvePool(options).issuers.map(({ issuer }) => issuer);

const issuerExpected =
  'must be an http(s) URL without query, fragment, credentials and trailing slash, or a non-empty list of such without repetitions';

describe('The issuers of a pool', () => {
  it('are derived from its id, each with a key set of its own', () => {
    expect(resolvePool({}).issuers).toStrictEqual([
      { issuer: original, jwksUri: `${original}${jwks}` },
      { issuer: updated, jwksUri: `${updated}${jwks}` },
    ]);
  });

  it('cannot be derived from the id of an emulator', () => {
    const userPoolId = 'local_1a2b3c';
    const problem =
      'must be like "eu-west-1_AbCdEfGhI" (another form of id needs the option issuer), but is "local_1a2b3c"';

    expectRefused({ userPoolId }, 'userPoolId', problem);
    expectRefused(
      { userPoolId, additionalRegions: ['eu-west-1'] },
      'userPoolId',
      problem,
    );
  });
});

describe('issuer', () => {
  it.each([
    'http://localhost:9229/local_1a2b3c',
    'https://issuer.example',
    'https://issuer.example/a%20b/c',
  ])('can be %s', (issuer) => {
    expect(resolvePool({ issuer }).issuers).toStrictEqual([
      { issuer, jwksUri: `${issuer}${jwks}` },
    ]);
  });

  it('can be a list', () => {
    const issuer = ['https://a.example', 'https://b.example'];

    expect(issuersOf({ issuer })).toEqual(issuer);
  });

  it('makes up for the id of an emulator', () => {
    const issuer = 'http://localhost:9229/local_1a2b3c';

    expect(issuersOf({ userPoolId: 'local_1a2b3c', issuer })).toEqual([issuer]);
  });

  it.each([
    'https://issuer.example/',
    'https://issuer.example/pool/',
    'https://issuer.example/pool?',
    'https://issuer.example/pool?a=b',
    'https://issuer.example/pool#',
    'https://issuer.example/pool#a',
    ' https://issuer.example/pool',
    'https://issuer.example/pool\n',
    'https://issuer.example/the pool',
    'ftp://issuer.example/pool',
    'issuer.example/pool',
    '/pool',
    'https:',
  ])('cannot be %j', (issuer) => {
    expectRefused(
      { issuer },
      'issuer',
      `${issuerExpected}, but is ${JSON.stringify(issuer.replace(/([?#]).*/, '$1…'))}`,
    );
  });

  it.each([
    'https://user:secret@issuer.example/pool',
    'https://user@issuer.example/pool',
    'https://:secret@issuer.example/pool',
  ])('cannot sign in, as %s does, and does not show up', (issuer) => {
    expectRefused(
      { issuer },
      'issuer',
      `${issuerExpected}, but is "https://…@issuer.example/pool"`,
    );
  });

  it.each([
    [[], 'a list of 0'],
    [7, '7'],
    [null, 'null'],
    [
      ['https://a.example', 'https://a.example'],
      '["https://a.example", "https://a.example"]',
    ],
  ])('cannot be %j', (issuer, shown) => {
    expectRefused({ issuer }, 'issuer', `${issuerExpected}, but is ${shown}`);
  });

  it("can be one of the pool's own", () => {
    expect(issuersOf({ issuer: updated })).toEqual([updated]);
    expect(issuersOf({ issuer: [updated, original] })).toEqual([
      updated,
      original,
    ]);
  });

  it.each([
    'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Another',
    'https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_AbCdEfGhI',
    'https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI',
  ])("cannot be %s, which is another pool's", (issuer) => {
    const problem = `must be one of this user pool's where it is on a host of Cognito's: ${original}, ${updated}`;
    const shown = JSON.stringify(issuer);

    expectRefused({ issuer }, 'issuer', `${problem}, but is ${shown}`);
    expectRefused(
      { issuer: ['https://issuer.example', issuer] },
      'issuer',
      `${problem}, but is ["https://issuer.example", ${shown}]`,
    );
  });

  it('can be any where the id names no region', () => {
    const issuer = original;

    expect(issuersOf({ userPoolId: 'local_1a2b3c', issuer })).toEqual([issuer]);
  });
});

describe('additionalRegions', () => {
  it('adds the issuers of replicas', () => {
    expect(
      resolvePool({ additionalRegions: ['us-east-2', 'eu-west-3'] }).issuers,
    ).toMatchObject([
      { issuer: original },
      { issuer: updated },
      {
        issuer: `https://cognito-idp.us-east-2.amazonaws.com/${pool.userPoolId}`,
        jwksUri: `https://cognito-idp.us-east-2.amazonaws.com/${pool.userPoolId}${jwks}`,
      },
      {
        issuer: `https://cognito-idp.eu-west-3.amazonaws.com/${pool.userPoolId}`,
      },
    ]);
  });

  it('adds them to given issuers too', () => {
    expect(
      issuersOf({
        issuer: 'https://issuer.example',
        additionalRegions: ['us-east-2'],
      }),
    ).toEqual([
      'https://issuer.example',
      `https://cognito-idp.us-east-2.amazonaws.com/${pool.userPoolId}`,
    ]);
  });

  it('can be empty', () => {
    expect(issuersOf({ additionalRegions: [] })).toEqual([original, updated]);
  });

  it.each([
    ['us-east-2', '"us-east-2"'],
    [['eu-west-1'], '["eu-west-1"]'],
    [['us-east-2', 'us-east-2'], '["us-east-2", "us-east-2"]'],
    [['us-east-2', 'Ohio'], '["us-east-2", "Ohio"]'],
    [[''], '[""]'],
    [null, 'null'],
  ])('cannot be %j', (additionalRegions, shown) => {
    expectRefused(
      { additionalRegions },
      'additionalRegions',
      `must be a list without repetitions, each an AWS region other than that of the pool, but is ${shown}`,
    );
  });
});
