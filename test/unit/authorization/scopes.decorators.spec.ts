import { AllScopes, AnyScope, Scopes } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { codeOf, idUserWith, refusalOf, userWith } from './users.fixture.js';

const withScope = (scope: unknown) => userWith({ scope });

describe.each([
  ['Scopes', Scopes],
  ['AllScopes', AllScopes],
])('@%s()', (_name, decorator) => {
  const scopes = decorator('orders/read', 'orders/write');

  it.each([
    'orders/read orders/write',
    'orders/write orders/read',
    'a orders/write b orders/read c',
  ])('lets "%s" in', async (scope) => {
    expect(await codeOf(withScope(scope), scopes)).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'orders/read',
    'orders/write',
    'orders/read-all orders/write',
    'ORDERS/READ orders/write',
    'orders/read,orders/write',
    ['orders/read', 'orders/write'],
  ])('keeps %j out', async (scope) => {
    expect(await codeOf(withScope(scope), scopes)).toBe('scope_missing');
  });
});

describe('@AnyScope()', () => {
  const scopes = AnyScope('orders/read', 'orders/write');

  it.each(['orders/read', 'orders/write', 'a orders/write'])(
    'lets "%s" in',
    async (scope) => {
      expect(await codeOf(withScope(scope), scopes)).toBeUndefined();
    },
  );

  it.each([undefined, 'orders', 'orders/', 'orders/reads', 'Orders/read'])(
    'keeps %j out',
    async (scope) => {
      expect(await codeOf(withScope(scope), scopes)).toBe('scope_missing');
    },
  );
});

describe.each([
  ['Scopes', Scopes],
  ['AllScopes', AllScopes],
  ['AnyScope', AnyScope],
])('@%s()', (name, decorator) => {
  it('tells which scopes would do', async () => {
    expect(
      await refusalOf(userWith(), decorator('orders/read', 'orders/write')),
    ).toMatchObject({
      code: 'scope_missing',
      challenge: {
        error: 'insufficient_scope',
        scope: 'orders/read orders/write',
      },
    });
  });

  it('keeps ID tokens out, which have no scopes', async () => {
    const user = idUserWith({ scope: 'orders/read' });

    expect(await codeOf(user, decorator('orders/read'))).toBe('scope_missing');
  });

  it.each([
    'orders/read orders/write',
    'orders/"read"',
    'orders\\read',
    'orders/read\n',
    ' orders',
    'bücher/lesen',
    '\u007f',
    '',
  ])('refuses %j, which is no scope', (scope) => {
    const message = `@${name}() takes scopes one by one, without spaces, " and \\`;

    expect(() => decorator(scope)).toThrow(new Error(message));
    expect(() => decorator('orders/read', scope)).toThrow(new Error(message));
  });

  it.each(['!', '#', '[', ']', '~', 'https://api.example/orders.read'])(
    'takes "%s"',
    async (scope) => {
      expect(await codeOf(withScope(scope), decorator(scope))).toBeUndefined();
    },
  );

  it('needs a name', () => {
    const message = `@${name}() takes one name or more, none empty: @${name}('a', 'b')`;

    expect(() => decorator()).toThrow(message);
    expect(() => decorator(...([7] as unknown as string[]))).toThrow(message);
  });
});
