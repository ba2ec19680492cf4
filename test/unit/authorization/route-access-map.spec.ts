import { ModulesContainer } from '@nestjs/core';
import { Groups, OptionalAuth, Policy, Public } from 'nestjs-cognito-auth';
import { beforeEach, describe, expect, it } from 'vitest';
import { anyOfGroups } from '../../../lib/authorization/groups.decorators.js';
import { PolicyProviders } from '../../../lib/authorization/policy-providers.js';
import { RouteAccessMap } from '../../../lib/authorization/route-access-map.js';
import { handlerOf } from './routes.fixture.js';

class BaseController {
  list(): void {}
}

@Public()
class OpenController extends BaseController {}

@Groups('admin')
class AdminController extends BaseController {
  @OptionalAuth()
  read(): void {}
}

const list = handlerOf(BaseController, 'list');
const read = handlerOf(AdminController, 'read');

const noMethod =
  'AdminController calls a function that is none of its methods, so ' +
  'CognitoGuard cannot tell what its decorators require: do not replace ' +
  'handlers on the instance, as with this.list.bind(this)';

describe('RouteAccessMap', () => {
  let routes: RouteAccessMap;

  beforeEach(() => {
    // An application without modules, and so without policies.
    routes = new RouteAccessMap(new PolicyProviders(new ModulesContainer()));
  });

  it('has the access of each route', () => {
    expect(routes.of(OpenController, list).mode).toBe('public');
    expect(routes.of(AdminController, read).mode).toBe('optional');
  });

  it('tells controllers that inherit one handler apart', () => {
    const admin = routes.of(AdminController, list);
    const base = routes.of(BaseController, list);

    expect(routes.of(OpenController, list).mode).toBe('public');
    expect(admin.mode).toBeUndefined();
    expect(anyOfGroups.in(admin)).toEqual(['admin']);
    expect(base).toEqual({
      mode: undefined,
      requirements: new Map(),
      checks: [],
    });
  });

  it('reads each route once', () => {
    const access = routes.of(AdminController, list);

    expect(routes.of(AdminController, read)).not.toBe(access);
    expect(routes.of(AdminController, list)).toBe(access);
    expect(routes.add(AdminController, list)).toBe(access);
    expect(routes.of(AdminController, read)).toBe(
      routes.of(AdminController, read),
    );
  });

  it('refuses a route whose decorators contradict each other', () => {
    @Public()
    @Groups('admin')
    class OddController extends BaseController {}

    for (let time = 0; time < 2; time += 1) {
      expect(() => routes.of(OddController, list)).toThrow(
        '@Public() and @Groups() contradict each other on one target',
      );
    }
  });

  it('refuses a policy class that no module provides', () => {
    class OwnsOrder {
      check(): boolean {
        return true;
      }
    }
    @Policy(OwnsOrder)
    class OrdersController extends BaseController {}

    expect(() => routes.of(OrdersController, list)).toThrow(
      new Error(
        '@Policy(OwnsOrder) needs OwnsOrder as a provider: add it to the providers of the module',
      ),
    );
  });
});

describe('A handler that is no method of its class', () => {
  const replaced = list.bind(new AdminController());
  let routes: RouteAccessMap;

  beforeEach(() => {
    routes = new RouteAccessMap(new PolicyProviders(new ModulesContainer()));
  });

  it.each([
    ['of an instance', replaced],
    [
      'of another class',
      handlerOf(
        class {
          list(): void {}
        },
        'list',
      ),
    ],
    ['of a class that extends it', read],
  ])('is refused: a function %s', (_of, handler) => {
    const controller = handler === read ? BaseController : AdminController;

    expect(() => routes.of(controller, handler)).toThrow(
      new Error(noMethod.replace('AdminController', controller.name)),
    );
  });

  it('is refused behind a getter, which is not called', () => {
    class LazyController {
      get list(): () => void {
        throw new Error('It was called');
      }
    }

    expect(() => routes.of(LazyController, list)).toThrow(
      'LazyController calls a function that is none of its methods',
    );
  });

  it('is accepted if the boot audit added it', () => {
    const access = routes.add(AdminController, replaced);

    expect(anyOfGroups.in(access)).toEqual(['admin']);
    expect(routes.of(AdminController, replaced)).toBe(access);
    expect(() => routes.of(OpenController, replaced)).toThrow(
      'OpenController calls a function that is none of its methods',
    );
  });
});
