import { describe, expect, it } from 'vitest';
import { expectRefusal, resolve } from './options.fixture.js';

const customers = { userPoolId: 'eu-west-1_Customers', clientId: 'a' };
const staff = { userPoolId: 'eu-west-1_Staff', clientId: ['b', 'c'] };

const refused = (options: object, option: string, problem: string): void =>
  expectRefusal(() => resolve(options), option, problem);

describe('userPools', () => {
  it('is each pool by its own options and the common ones', () => {
    const { userPools } = resolve({
      clockTolerance: 5,
      maxTokenAge: 60,
      userPools: [{ name: 'customers', ...customers }, staff],
    });

    expect(userPools).toMatchObject([
      {
        name: 'customers',
        userPoolId: 'eu-west-1_Customers',
        clientIds: new Set(['a']),
        clockTolerance: 5,
        maxTokenAge: 60,
      },
      {
        name: 'eu-west-1_Staff',
        userPoolId: 'eu-west-1_Staff',
        clientIds: new Set(['b', 'c']),
        clockTolerance: 5,
        maxTokenAge: 60,
      },
    ]);
  });

  it.each([
    [[], 'a list of 0'],
    [customers, 'an object'],
    ['eu-west-1_Staff', '"eu-west-1_Staff"'],
    [null, 'null'],
  ])('cannot be %j', (userPools, shown) => {
    refused(
      { userPools },
      'userPools',
      `must be a non-empty list of user pools, or a function that resolves them, but is ${shown}`,
    );
  });

  it.each([
    [undefined, 'missing'],
    [null, 'null'],
    ['eu-west-1_Staff', '"eu-west-1_Staff"'],
  ])('cannot hold %j', (pool, shown) => {
    refused(
      { userPools: [customers, pool] },
      'userPools[1]',
      `must be an object, but is ${shown}`,
    );
  });

  it('cannot have holes', () => {
    const userPools: object[] = [];
    userPools[1] = staff;

    refused({ userPools }, 'userPools[0]', 'must be an object, but is missing');
  });

  it('names the pool whose option is refused', () => {
    refused(
      { userPools: [customers, { ...staff, name: 7 }] },
      'userPools[1].name',
      'must be a non-empty string, but is 7',
    );
    refused(
      { userPools: [{ ...customers, tokenuse: 'id' }] },
      'userPools[0].tokenuse',
      'is unknown here; known are userPoolId, clientId, tokenUse, audience, name, allowInsecureJwksUri, jwksUri, jwks, additionalRegions, issuer',
    );
  });

  it.each([
    ['userPoolId', 'eu-west-1_AbC'],
    ['clientId', 'a'],
    ['tokenUse', 'id'],
    ['jwks', { keys: [{}] }],
  ])('leaves no place for %s beside it', (name, value) => {
    expect(() => resolve({ userPools: [customers], [name]: value })).toThrow(
      `CognitoAuthModule option "${name}" is unknown here; known are clockTolerance, `,
    );
  });
});

describe('Two pools', () => {
  const issuer = 'https://issuer.example/pool';

  it('cannot have one id', () => {
    refused(
      { userPools: [customers, staff, { ...staff, name: 'others' }] },
      'userPools[2].userPoolId',
      'is the same as that of userPools[1]',
    );
  });

  it('cannot have one name', () => {
    refused(
      {
        userPools: [
          { ...customers, name: 'people' },
          { ...staff, name: 'people' },
        ],
      },
      'userPools[1].name',
      'is the same as that of userPools[0]',
    );
    refused(
      { userPools: [customers, { ...staff, name: customers.userPoolId }] },
      'userPools[1].name',
      'is the same as that of userPools[0]',
    );
  });

  it('cannot have one issuer', () => {
    refused(
      {
        userPools: [
          { ...customers, issuer: ['https://issuer.example/other', issuer] },
          { ...staff, issuer },
        ],
      },
      'userPools[1].issuer',
      'is the same as that of userPools[0]',
    );
  });

  it('may have names like ids, clients and key sets in common', () => {
    const jwksUri = 'https://keys.example/';
    const userPools = [
      { ...customers, name: staff.userPoolId, jwksUri },
      { ...staff, name: 'staff', clientId: 'a', jwksUri },
    ];

    expect(resolve({ userPools }).userPools).toHaveLength(2);
  });
});
