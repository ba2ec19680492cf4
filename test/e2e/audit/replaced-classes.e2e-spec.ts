import { Controller, Get, UseGuards, type Type } from '@nestjs/common';
import { CognitoGuard, Groups } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { mistakesIn, type AuditedOptions } from '../../support/audited.app.js';
import { held, statuses } from '../../support/callers.js';

const lostOn = (className: string) =>
  `${className}.list(): a class decorator put another class in the place of ` +
  'its class, and @Groups() and the like stand on one of the two only: put ' +
  'them on the methods';
const halfGuarded =
  'but Nest runs no CognitoGuard for it: a class decorator put another class ' +
  'in the place of its class, and @UseGuards() stands on one of the two ' +
  'only. Put it on the methods';

const globalGuard: AuditedOptions = { globalGuard: true };

/** A class decorator that replaces the class by what this makes of it. */
const replacedBy = (replace: (target: Type<unknown>) => unknown) =>
  replace as unknown as ClassDecorator;

const Proxied = replacedBy((target) => new Proxy(target, {}));

/** A function that makes instances of the class. */
function wrapperOf(target: Type<unknown>) {
  function Wrapper(...args: unknown[]) {
    return Reflect.construct(target, args) as unknown;
  }
  Wrapper.prototype = target.prototype as object;
  return Wrapper;
}

const Wrapped = replacedBy(wrapperOf);

const WrappedAsHeir = replacedBy((target) =>
  Object.setPrototypeOf(wrapperOf(target), target),
);

const WrappedWithMetadata = replacedBy((target) => {
  const wrapper = wrapperOf(target);
  for (const key of Reflect.getMetadataKeys(target)) {
    Reflect.defineMetadata(key, Reflect.getMetadata(key, target), wrapper);
  }
  return wrapper;
});

const Extended = replacedBy(
  (target) => class Extending extends (target as Type<object>) {},
);

class ListController {
  @Get()
  list() {
    return {};
  }
}

describe('A class that a decorator replaces', () => {
  it.each([
    ['a Proxy', Proxied, 'OrdersController'],
    ['a function', Wrapped, 'Wrapper'],
    ['a function that inherits from it', WrappedAsHeir, 'Wrapper'],
    ['a function with its metadata', WrappedWithMetadata, 'Wrapper'],
  ])(
    'by %s is refused when ours stand above only',
    async (_, Replaced, name) => {
      @Groups('admin')
      @Controller()
      @Replaced
      class OrdersController extends ListController {}

      const controllers = [OrdersController];
      expect(await mistakesIn({ controllers }, globalGuard)).toEqual([
        lostOn(name),
      ]);
    },
  );

  it.each([
    ['a Proxy', Proxied, 'OrdersController'],
    ['a function', Wrapped, 'Wrapper'],
  ])(
    'by %s is refused when ours stand below only',
    async (_, Replaced, name) => {
      @Controller()
      @Replaced
      @Groups('admin')
      class OrdersController extends ListController {}

      const controllers = [OrdersController];
      expect(await mistakesIn({ controllers }, globalGuard)).toEqual([
        lostOn(name),
      ]);
    },
  );

  it.each([
    ['a function that inherits from it', WrappedAsHeir],
    ['a function with its metadata', WrappedWithMetadata],
    ['a class that extends it', Extended],
  ])('by %s boots when ours stand below, and holds', async (_, Replaced) => {
    @Replaced
    @Controller()
    @Groups('admin')
    class OrdersController extends ListController {}

    const controllers = [OrdersController];
    expect(await statuses({ controllers }, globalGuard)).toEqual(held);
  });

  it('by a class that extends it boots when ours stand above, and holds', async () => {
    @Groups('admin')
    @Controller()
    @Extended
    class OrdersController extends ListController {}

    const controllers = [OrdersController];
    expect(await statuses({ controllers }, globalGuard)).toEqual(held);
  });

  it.each([
    ['a Proxy', Proxied],
    ['a function', Wrapped],
    ['a class that extends it', Extended],
  ])('by %s boots when ours stand on the method', async (_, Replaced) => {
    @Controller()
    @Replaced
    class OrdersController {
      @Get()
      @UseGuards(CognitoGuard)
      @Groups('admin')
      list() {
        return {};
      }
    }

    expect(await statuses({ controllers: [OrdersController] })).toEqual(held);
  });

  it.each([
    ['a Proxy', Proxied, 'OrdersController'],
    ['a function', Wrapped, 'Wrapper'],
  ])(
    'by %s is refused with the guard on one of both',
    async (_, Replaced, name) => {
      @UseGuards(CognitoGuard)
      @Controller()
      @Replaced
      class OrdersController extends ListController {}

      expect(await mistakesIn({ controllers: [OrdersController] })).toEqual([
        `${name}.list() has @UseGuards(CognitoGuard), ${halfGuarded}`,
      ]);
    },
  );
});
