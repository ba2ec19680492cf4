import { UserPool } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { codeOf, userWith } from './users.fixture.js';

describe('@UserPool()', () => {
  it('lets users of a pool in, by its name', async () => {
    expect(await codeOf(userWith(), UserPool('customers'))).toBeUndefined();
    expect(
      await codeOf(userWith(), UserPool('staff', 'customers')),
    ).toBeUndefined();
  });

  it.each(['staff', 'Customers', 'customer', 'eu-west-1_AbC'])(
    'keeps users of other pools than "%s" out',
    async (name) => {
      expect(await codeOf(userWith(), UserPool(name))).toBe(
        'user_pool_mismatch',
      );
    },
  );

  it('needs a name', () => {
    expect(() => UserPool()).toThrow(
      '@UserPool() takes one name or more, none empty',
    );
  });

  it('stands once on a target', () => {
    class Decorated {}
    UserPool('staff')(Decorated);

    expect(() => UserPool('customers')(Decorated)).toThrow(
      '@UserPool() stands twice on one target',
    );
  });
});
