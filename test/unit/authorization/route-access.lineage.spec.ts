import {
  Groups,
  OptionalAuth,
  Public,
  Scopes,
  UserPool,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { accessOf } from './routes.js';

describe('A controller that extends another', () => {
  @UserPool('staff')
  @Groups('admin')
  class Base {
    list(): void {}
  }

  it('asks for what that asks for', () => {
    class Derived extends Base {}

    expect(accessOf(Derived).demands).toEqual([
      'UserPool ["staff"]',
      'Groups ["admin"]',
    ]);
  });

  it('can ask for something else by the same decorator', () => {
    @Groups('auditors')
    class Derived extends Base {}

    expect(accessOf(Derived).demands).toEqual([
      'UserPool ["staff"]',
      'Groups ["auditors"]',
    ]);
    expect(accessOf(Base).demands).toContainEqual('Groups ["admin"]');
  });

  it('can open its routes', () => {
    @Public()
    class Derived extends Base {}

    expect(accessOf(Derived)).toEqual({ mode: 'public', demands: [] });
  });

  it('cannot be opened by the other where it asks for something', () => {
    @Public()
    class Open {
      list(): void {}
    }
    @Scopes('orders/read')
    class Derived extends Open {}
    class Further extends Derived {}

    for (const controller of [Derived, Further]) {
      expect(accessOf(controller)).toEqual({
        mode: undefined,
        demands: ['Scopes ["orders/read"]'],
      });
    }
  });

  it('asks for nothing from behind a class that is open', () => {
    @OptionalAuth()
    class Open extends Base {}
    @Scopes('orders/read')
    class Derived extends Open {}

    expect(accessOf(Derived)).toEqual({
      mode: undefined,
      demands: ['Scopes ["orders/read"]'],
    });
  });

  it('does not take over what an overridden handler asks for', () => {
    class Parent {
      @Groups('admin')
      list(): void {}
    }
    class Derived extends Parent {
      override list(): void {}
    }

    expect(accessOf(Derived).demands).toEqual([]);
    expect(accessOf(Parent).demands).toEqual(['Groups ["admin"]']);
  });

  it('may extend nothing at all', () => {
    class Alone {
      list(): void {}
    }
    Object.setPrototypeOf(Alone, null);

    expect(accessOf(Alone).demands).toEqual([]);
  });
});
