import {
  AllGroups,
  AnyScope,
  Groups,
  NotInGroups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { accessOf } from './routes.js';

describe('A route', () => {
  it('needs a token, and no more, where nothing is said', () => {
    class Controller {
      list(): void {}
    }

    expect(accessOf(Controller)).toEqual({ mode: undefined, demands: [] });
  });

  it('asks for all that handler and class ask for', () => {
    @UserPool('staff')
    class Controller {
      @Groups('admin')
      list(): void {}
    }

    expect(accessOf(Controller).demands).toEqual([
      'UserPool ["staff"]',
      'Groups ["admin"]',
    ]);
  });

  it("lets the handler's decorator stand in place of the class's", () => {
    @Groups('admin')
    @Scopes('orders/write')
    class Controller {
      @Groups('users')
      list(): void {}
    }

    expect(accessOf(Controller).demands).toEqual([
      'Scopes ["orders/write"]',
      'Groups ["users"]',
    ]);
  });

  it('takes different decorators about groups for different ones', () => {
    @Groups('admin')
    class Controller {
      @NotInGroups('blocked')
      list(): void {}
    }

    expect(accessOf(Controller).demands).toEqual([
      'NotInGroups ["blocked"]',
      'Groups ["admin"]',
    ]);
  });

  it('asks the cheapest first, and policies last', () => {
    @Policy(() => true, 'is asked last')
    @AllGroups('a')
    @Groups('b')
    @NotInGroups('c')
    @AnyScope('d')
    @Scopes('e')
    @StepUp({ maxAge: 1 })
    @UserPool('f')
    @TokenUse('access')
    class Controller {
      list(): void {}
    }

    expect(
      accessOf(Controller).demands.map((demand) => demand.split(' ')[0]),
    ).toEqual([
      'TokenUse',
      'UserPool',
      'StepUp',
      'Scopes',
      'AnyScope',
      'NotInGroups',
      'Groups',
      'AllGroups',
      'Policy',
    ]);
  });

  it.each([
    [Public, 'public'],
    [OptionalAuth, 'optional'],
  ])('is opened by the handler, against its class: %o', (open, mode) => {
    @Groups('admin')
    class Controller {
      @open()
      list(): void {}
    }

    expect(accessOf(Controller)).toEqual({ mode, demands: [] });
  });

  it.each([
    [Public, 'public'],
    [OptionalAuth, 'optional'],
  ])('is opened by the class: %o', (open, mode) => {
    @open()
    class Controller {
      list(): void {}
    }

    expect(accessOf(Controller)).toEqual({ mode, demands: [] });
  });

  it.each([Public, OptionalAuth])(
    'is closed by a requirement of the handler, against its class: %o',
    (open) => {
      @open()
      class Controller {
        @Groups('admin')
        list(): void {}
      }

      expect(accessOf(Controller)).toEqual({
        mode: undefined,
        demands: ['Groups ["admin"]'],
      });
    },
  );

  it('is as open as the handler says, not its class', () => {
    @Public()
    class Controller {
      @OptionalAuth()
      list(): void {}
    }

    expect(accessOf(Controller).mode).toBe('optional');
  });
});
