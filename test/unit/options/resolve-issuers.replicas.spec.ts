import { describe, expect, it } from 'vitest';
import { expectRefused, pool, resolvePool } from './given.js';

const host = 'eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI';
const original = `https://cognito-idp.${host}`;
const updated = `https://issuer-cognito-idp.${host}`;
const jwks = '/.well-known/jwks.json';

const issuersOf = (options: object) =>
  resolvePool(options).issuers.map(({ issuer }) => issuer);

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
