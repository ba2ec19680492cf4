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
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { anyOfGroups } from '../../../lib/authorization/groups.decorators.js';
import { tokenUse } from '../../../lib/authorization/token-use.decorator.js';
import { accessOf, routeAccessOf } from './routes.fixture.js';
import { context, idUserWith, userWith } from './users.fixture.js';

describe('A route', () => {
  it('requires a token, and no more, without decorators', () => {
    class Controller {
      list(): void {}
    }

    expect(accessOf(Controller)).toEqual({ mode: undefined, requirements: [] });
  });

  it('has the requirements of its handler and of its class', () => {
    @UserPool('staff')
    class Controller {
      @Groups('admin')
      list(): void {}
    }

    expect(accessOf(Controller).requirements).toEqual([
      'UserPool ["staff"]',
      'Groups ["admin"]',
    ]);
  });

  it("replaces the class's decorator by the same one of the handler", () => {
    @Groups('admin')
    @Scopes('orders/write')
    class Controller {
      @Groups('users')
      list(): void {}
    }

    expect(accessOf(Controller).requirements).toEqual([
      'Scopes ["orders/write"]',
      'Groups ["users"]',
    ]);
  });

  it('has each of the decorators about groups', () => {
    @Groups('admin')
    class Controller {
      @NotInGroups('blocked')
      list(): void {}
    }

    expect(accessOf(Controller).requirements).toEqual([
      'NotInGroups ["blocked"]',
      'Groups ["admin"]',
    ]);
  });

  it('checks the cheapest requirement first, and policies last', () => {
    @Policy(() => true, 'is checked last')
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
      accessOf(Controller).requirements.map((one) => one.split(' ')[0]),
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
  ])(
    'is opened by its handler, whatever its class requires: %o',
    (open, mode) => {
      @Groups('admin')
      class Controller {
        @open()
        list(): void {}
      }

      expect(accessOf(Controller)).toEqual({ mode, requirements: [] });
    },
  );

  it.each([
    [Public, 'public'],
    [OptionalAuth, 'optional'],
  ])('is opened by its class: %o', (open, mode) => {
    @open()
    class Controller {
      list(): void {}
    }

    expect(accessOf(Controller)).toEqual({ mode, requirements: [] });
  });

  it.each([Public, OptionalAuth])(
    'is closed by a requirement of its handler, whatever its class: %o',
    (open) => {
      @open()
      class Controller {
        @Groups('admin')
        list(): void {}
      }

      expect(accessOf(Controller)).toEqual({
        mode: undefined,
        requirements: ['Groups ["admin"]'],
      });
    },
  );

  it('has the mode of its handler rather than that of its class', () => {
    @Public()
    class Controller {
      @OptionalAuth()
      list(): void {}
    }

    expect(accessOf(Controller).mode).toBe('optional');
  });
});

describe('The checks of a route', () => {
  it('are those of its requirements, in their order', async () => {
    @Groups('admin')
    class Controller {
      @TokenUse('id')
      list(): void {}
    }
    const { requirements, checks } = routeAccessOf(Controller);
    const codesFor = (user: CognitoUser) =>
      Promise.all(
        checks.map(async (check) => (await check(user, context))?.code),
      );

    expect([...requirements.keys()]).toEqual([tokenUse, anyOfGroups]);
    expect(await codesFor(userWith())).toEqual([
      'token_use_mismatch',
      'group_missing',
    ]);
    expect(await codesFor(idUserWith({ 'cognito:groups': ['admin'] }))).toEqual(
      [undefined, undefined],
    );
  });
});

describe('A target whose decorators contradict each other', () => {
  const contradiction = (named: string) =>
    new Error(`${named} contradict each other on one target`);

  it('is refused if it is open and has a requirement', () => {
    class Controller {
      @Public()
      @Groups('admin')
      @Scopes('orders/read')
      list(): void {}
    }

    expect(() => accessOf(Controller)).toThrow(
      contradiction('@Public() and @Scopes() and @Groups()'),
    );
  });

  it('is refused if it is open and has a policy', () => {
    @OptionalAuth()
    @Policy(() => true, 'is checked')
    class Controller {
      list(): void {}
    }

    expect(() => accessOf(Controller)).toThrow(
      contradiction('@OptionalAuth() and @Policy()'),
    );
  });

  it('is refused if it is open in two ways', () => {
    @Public()
    @OptionalAuth()
    class Controller {
      list(): void {}
    }

    expect(() => accessOf(Controller)).toThrow(
      contradiction('@Public() and @OptionalAuth()'),
    );
  });

  it('is refused as the class of a handler without a mistake', () => {
    @Public()
    @Groups('admin')
    class Controller {
      @Scopes('orders/read')
      list(): void {}
    }

    expect(() => accessOf(Controller)).toThrow(
      contradiction('@Public() and @Groups()'),
    );
  });
});
