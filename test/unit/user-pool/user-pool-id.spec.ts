import { describe, expect, it } from 'vitest';
import { regionOf } from '../../../lib/user-pool/user-pool-id.js';

describe('regionOf', () => {
  it.each([
    ['eu-west-1_AbCdEfGhI', 'eu-west-1'],
    ['us-gov-west-1_a1B2', 'us-gov-west-1'],
    ['eusc-de-east-1_0', 'eusc-de-east-1'],
  ])('reads it from %s', (userPoolId, region) => {
    expect(regionOf(userPoolId)).toBe(region);
  });

  it('takes an id of 55 characters, and no longer one', () => {
    const longest = `eu-west-1_${'a'.repeat(45)}`;

    expect(longest).toHaveLength(55);
    expect(regionOf(longest)).toBe('eu-west-1');
    expect(regionOf(`${longest}a`)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['an id of cognito-local', 'local_1a2b3c'],
    ['no region', '_AbCdEfGhI'],
    ['nothing after the region', 'eu-west-1_'],
    ['no underscore', 'eu-west-1AbCdEfGhI'],
    ['a hyphen instead', 'eu-west-1-AbCdEfGhI'],
    ['two underscores', 'eu-west-1_Ab_Cd'],
    ['a slash before', '/eu-west-1_AbCdEfGhI'],
    ['a slash after', 'eu-west-1_AbCdEfGhI/'],
    ['a path inside', 'eu-west-1_Ab/../Cd'],
    ['a hyphen inside', 'eu-west-1_Ab-Cd'],
    ['a space before', ' eu-west-1_AbCdEfGhI'],
    ['a line break after', 'eu-west-1_AbCdEfGhI\n'],
    ['an identity pool id', 'eu-west-1:12345678-aaaa-bbbb-cccc-123456789012'],
  ])('finds none in %s', (_what, userPoolId) => {
    expect(regionOf(userPoolId)).toBeUndefined();
  });
});
