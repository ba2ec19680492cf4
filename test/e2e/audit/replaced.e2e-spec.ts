import {
  Controller,
  Get,
  Scope,
  UseGuards,
  type LoggerService,
} from '@nestjs/common';
import { CognitoGuard, Groups, Public } from 'nestjs-cognito-auth';
import { beforeEach, describe, expect, it } from 'vitest';
import { mistakesIn, type AuditedOptions } from '../../support/audited.app.js';
import { held, open, statuses } from '../../support/callers.js';

const replacement = (method: string) =>
  `the instance has another function, as by this.${method}.bind(this), and ` +
  'Nest reads the decorators of that. Leave the method where it is';

const globalGuard: AuditedOptions = { globalGuard: true };
const unaudited: AuditedOptions = { unguardedRoutes: 'ignore' };

/** The handlers that ran. */
let ran: string[];

beforeEach(() => {
  ran = [];
});

class ListController {
  list() {
    ran.push('list');
    return {};
  }
}

/** Does what `this.remove = this.list` does in a constructor. */
function swap(instance: object, name: string, other: string) {
  Reflect.set(instance, name, Reflect.get(instance, other));
}

describe('A handler that the constructor binds', () => {
  it('is refused with @Groups(), which the bound function lacks', async () => {
    @Controller()
    class BoundController extends ListController {
      constructor() {
        super();
        this.list = this.list.bind(this);
      }

      @Get()
      @Groups('admin')
      override list() {
        return super.list();
      }
    }

    const controllers = [BoundController];
    expect(await mistakesIn({ controllers }, globalGuard)).toEqual([
      `BoundController.list(): ${replacement('list')}`,
    ]);
  });

  it('is refused with a guard, which the bound function lacks', async () => {
    @Controller()
    class BoundController extends ListController {
      constructor() {
        super();
        this.list = this.list.bind(this);
      }

      @Get()
      @UseGuards(CognitoGuard)
      override list() {
        return super.list();
      }
    }

    const controllers = [BoundController];
    expect(await mistakesIn({ controllers })).toEqual([
      'BoundController.list() has @UseGuards(CognitoGuard), but Nest runs no ' +
        `CognitoGuard for it: ${replacement('list')}`,
    ]);
    expect(await statuses({ controllers }, unaudited)).toEqual(open);
    expect(await statuses({ controllers }, globalGuard)).toMatchObject({
      anonymous: 401,
    });
  });

  it('boots with all decorators on the class, and holds', async () => {
    @Controller()
    @Groups('admin')
    class BoundController extends ListController {
      constructor() {
        super();
        this.list = this.list.bind(this);
      }

      @Get()
      override list() {
        return super.list();
      }
    }

    const controllers = [BoundController];
    expect(await statuses({ controllers }, globalGuard)).toEqual(held);
    expect(ran).toEqual(['list']);
  });
});

describe('A handler that the constructor swaps for another', () => {
  it('is refused with other values of the same decorator', async () => {
    @Controller()
    class SwappingController extends ListController {
      constructor() {
        super();
        swap(this, 'remove', 'list');
      }

      @Get('list')
      @Groups('user')
      override list() {
        return super.list();
      }

      @Get()
      @Groups('admin')
      remove() {
        return {};
      }
    }

    const controllers = [SwappingController];
    expect(await mistakesIn({ controllers }, globalGuard)).toEqual([
      `SwappingController.remove(): ${replacement('remove')}`,
    ]);
  });

  it('is refused where only the other one is open', async () => {
    @Controller()
    class SwappingController extends ListController {
      constructor() {
        super();
        swap(this, 'remove', 'list');
      }

      @Get('list')
      @Public()
      override list() {
        return super.list();
      }

      @Get()
      remove() {
        return {};
      }
    }

    const controllers = [SwappingController];
    expect(await mistakesIn({ controllers }, globalGuard)).toEqual([
      `SwappingController.remove(): ${replacement('remove')}`,
    ]);
  });

  it('boots where neither has a decorator of its own, and holds', async () => {
    @Controller()
    @Groups('admin')
    class SwappingController extends ListController {
      constructor() {
        super();
        swap(this, 'remove', 'list');
      }

      @Get()
      remove() {
        return {};
      }
    }

    const controllers = [SwappingController];
    expect(await statuses({ controllers }, globalGuard)).toEqual(held);
    expect(ran).toEqual(['list']);
  });
});

describe('A controller for each request that binds its handler', () => {
  @Controller({ scope: Scope.REQUEST })
  class ScopedController extends ListController {
    constructor() {
      super();
      this.list = this.list.bind(this);
    }

    @Get()
    @Groups('admin')
    override list() {
      return super.list();
    }
  }

  const controllers = [ScopedController];

  it('boots, and the guard refuses each call and says why', async () => {
    const errors: unknown[] = [];
    const logger: LoggerService = {
      log: () => {},
      warn: () => {},
      error: (error: unknown) => errors.push(error),
    };
    expect(await statuses({ controllers, logger }, globalGuard)).toEqual({
      anonymous: 500,
      stranger: 500,
      admin: 500,
    });
    expect(ran).toEqual([]);
    expect(errors).toEqual(
      Array(3).fill(
        new Error(
          'ScopedController calls a function that is none of its methods, so ' +
            'CognitoGuard cannot tell what its decorators require: do not ' +
            'replace handlers on the instance, as with this.list.bind(this)',
        ),
      ),
    );
  });

  it('is held to its decorators while it leaves the handler alone', async () => {
    @Controller({ scope: Scope.REQUEST })
    class PlainController extends ListController {
      @Get()
      @Groups('admin')
      override list() {
        return super.list();
      }
    }

    expect(
      await statuses({ controllers: [PlainController] }, globalGuard),
    ).toEqual(held);
    expect(ran).toEqual(['list']);
  });
});

describe('A handler that a decorator replaces', () => {
  const Logged: MethodDecorator = (_target, _name, descriptor) => {
    const original = descriptor.value as (...args: unknown[]) => unknown;
    function logged(this: unknown, ...args: unknown[]) {
      return original.apply(this, args);
    }
    Object.assign(descriptor, { value: logged });
  };

  @Controller('above')
  class LoggedAbove extends ListController {
    @Get()
    @Logged
    @Groups('admin')
    override list() {
      return super.list();
    }
  }

  @Controller('inheriting')
  class InheritingController extends LoggedAbove {}

  const lost = (controller: string) =>
    `${controller}.list() was replaced by a decorator that stands above ` +
    '@Groups() and the like, which are lost: move them above it';

  it('is refused where it stands above ours', async () => {
    const controllers = [LoggedAbove, InheritingController];
    expect(await mistakesIn({ controllers }, globalGuard)).toEqual([
      lost('LoggedAbove'),
      lost('InheritingController'),
    ]);
  });

  it('boots where it stands below ours, and holds', async () => {
    @Controller()
    class LoggedBelow extends ListController {
      @Get()
      @Groups('admin')
      @Logged
      override list() {
        return super.list();
      }
    }

    expect(await statuses({ controllers: [LoggedBelow] }, globalGuard)).toEqual(
      held,
    );
  });
});
