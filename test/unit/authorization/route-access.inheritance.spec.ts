import {
  Groups,
  OptionalAuth,
  Public,
  Scopes,
  UserPool,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { accessOf } from './routes.fixture.js';

describe('A controller that extends another', () => {
  @UserPool('staff')
  @Groups('admin')
  class Base {
    list(): void {}
  }

  it('has the requirements of that controller', () => {
    class Derived extends Base {}

    expect(accessOf(Derived).requirements).toEqual([
      'UserPool ["staff"]',
      'Groups ["admin"]',
    ]);
  });

  it('can replace a requirement by the same decorator', () => {
    @Groups('auditors')
    class Derived extends Base {}

    expect(accessOf(Derived).requirements).toEqual([
      'UserPool ["staff"]',
      'Groups ["auditors"]',
    ]);
    expect(accessOf(Base).requirements).toContainEqual('Groups ["admin"]');
  });

  it('can open its routes', () => {
    @Public()
    class Derived extends Base {}

    expect(accessOf(Derived)).toEqual({ mode: 'public', requirements: [] });
  });

  it('is not opened by a @Public() of the other if it has a requirement', () => {
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
        requirements: ['Scopes ["orders/read"]'],
      });
    }
  });

  it('has no requirement from further out than a class that is open', () => {
    @OptionalAuth()
    class Open extends Base {}
    @Scopes('orders/read')
    class Derived extends Open {}

    expect(accessOf(Derived)).toEqual({
      mode: undefined,
      requirements: ['Scopes ["orders/read"]'],
    });
  });

  it('does not inherit the decorators of a handler that it overrides', () => {
    class Parent {
      @Groups('admin')
      list(): void {}
    }
    class Derived extends Parent {
      override list(): void {}
    }

    expect(accessOf(Derived).requirements).toEqual([]);
    expect(accessOf(Parent).requirements).toEqual(['Groups ["admin"]']);
  });

  it('may have no prototype', () => {
    class Alone {
      list(): void {}
    }
    Object.setPrototypeOf(Alone, null);

    expect(accessOf(Alone).requirements).toEqual([]);
  });
});
