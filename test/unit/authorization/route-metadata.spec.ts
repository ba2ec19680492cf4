import * as own from 'nestjs-cognito-auth';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  decoratedClassesOf,
  hasLostMetadata,
  hasDecoratorsOfAnotherCopy,
  RouteMetadata,
} from '../../../lib/authorization/route-metadata.js';
import { handlerOf } from './routes.fixture.js';

describe('RouteMetadata', () => {
  const marks = new RouteMetadata<string>();
  const mark = (value: string) => marks.decorator(() => value);

  it('leaves a value on a class', () => {
    @mark('class')
    class Decorated {}

    expect(marks.of(Decorated)).toBe('class');
    expect(marks.of(class Other {})).toBeUndefined();
  });

  it('leaves a value on a handler, and not on its class', () => {
    class Decorated {
      @mark('handler')
      list(): void {}

      other(): void {}
    }

    expect(marks.of(handlerOf(Decorated, 'list'))).toBe('handler');
    expect(marks.of(handlerOf(Decorated, 'other'))).toBeUndefined();
    expect(marks.of(Decorated)).toBeUndefined();
    expect(marks.of(Decorated.prototype)).toBeUndefined();
  });

  it('decorates nothing else, where nobody would look for it', () => {
    const decorate = mark('lost') as PropertyDecorator;

    expect(() => {
      class Decorated {
        @decorate
        readonly field = 1;
      }
      return Decorated;
    }).toThrow('Only handlers and classes can be decorated, not "field"');
    expect(() => {
      class Decorated {
        @mark('lost')
        get value(): number {
          return 1;
        }
      }
      return Decorated;
    }).toThrow('Only handlers and classes can be decorated, not "value"');
  });

  it("does not take a base class's value for the class's own", () => {
    @mark('base')
    class Base {}
    class Derived extends Base {}

    expect(marks.of(Derived)).toBeUndefined();
  });

  it('makes a value from the one that is there already', () => {
    const list = new RouteMetadata<readonly string[]>();
    const add = (value: string) =>
      list.decorator((existing) => [value, ...(existing ?? ['first'])]);

    @add('b')
    @add('a')
    class Decorated {}

    expect(list.of(Decorated)).toEqual(['b', 'a', 'first']);
  });

  it("does not start from a base class's value", () => {
    const list = new RouteMetadata<readonly string[]>();
    const add = (value: string) =>
      list.decorator((existing = []) => [value, ...existing]);

    @add('base')
    class Base {}
    @add('derived')
    class Derived extends Base {}

    expect(list.of(Derived)).toEqual(['derived']);
    expect(list.of(Base)).toEqual(['base']);
  });

  it('has a key of its own', () => {
    const others = new RouteMetadata<string>();

    @mark('mine')
    class Decorated {}

    expect(others.of(Decorated)).toBeUndefined();
  });
});

describe('hasLostMetadata', () => {
  const marks = new RouteMetadata<string>();
  const notes = new RouteMetadata<string>();

  class Decorated {
    @marks.decorator(() => 'mark')
    @notes.decorator(() => 'note')
    list(): void {}

    plain(): void {}
  }
  const owner = Decorated.prototype;
  const list = handlerOf(Decorated, 'list');
  const plain = handlerOf(Decorated, 'plain');

  /** A function in the place of `list()`, with some of its metadata. */
  const wrapperWith = (...kept: RouteMetadata<string>[]): (() => unknown) => {
    function wrapper(): unknown {
      return list();
    }
    for (const metadata of kept) {
      metadata.decorator(() => metadata.of(list) ?? '')(wrapper);
    }
    return wrapper;
  };

  it('is false for the decorated method itself', () => {
    expect(hasLostMetadata(list, owner, 'list')).toBe(false);
  });

  it('is false for a method without decorators', () => {
    expect(hasLostMetadata(plain, owner, 'plain')).toBe(false);
    expect(hasLostMetadata(wrapperWith(), owner, 'plain')).toBe(false);
  });

  it('is false for a class that does not declare the method', () => {
    class Derived extends Decorated {}

    expect(hasLostMetadata(plain, Derived.prototype, 'list')).toBe(false);
  });

  it('is true for a function without the metadata of the method', () => {
    expect(hasLostMetadata(wrapperWith(), owner, 'list')).toBe(true);
    expect(hasLostMetadata(list.bind(new Decorated()), owner, 'list')).toBe(
      true,
    );
  });

  it('is true for a function with only a part of them', () => {
    expect(hasLostMetadata(wrapperWith(marks), owner, 'list')).toBe(true);
    expect(hasLostMetadata(wrapperWith(notes), owner, 'list')).toBe(true);
  });

  it('is true for a function with another value', () => {
    const other = wrapperWith(notes);
    marks.decorator(() => 'other')(other);

    expect(hasLostMetadata(other, owner, 'list')).toBe(true);
  });

  it('is false for a function with all of them', () => {
    expect(hasLostMetadata(wrapperWith(marks, notes), owner, 'list')).toBe(
      false,
    );
  });
});

describe('decoratedClassesOf', () => {
  const mark = new RouteMetadata<string>().decorator(() => 'mark');

  it('has each decorated class once', () => {
    @mark
    @mark
    class Decorated {}

    expect(decoratedClassesOf(Decorated.prototype)).toEqual([Decorated]);
  });

  it('has the class and a proxy of it, which share a prototype', () => {
    class Decorated {}
    const proxy = new Proxy(Decorated, {});
    mark(Decorated);
    mark(proxy);

    expect(decoratedClassesOf(Decorated.prototype)).toEqual([Decorated, proxy]);
  });

  it('has no class for decorators on its methods or on a base class', () => {
    @mark
    class Base {}
    class Derived extends Base {
      @mark
      list(): void {}
    }

    expect(decoratedClassesOf(Derived.prototype)).toEqual([]);
  });
});

describe('hasDecoratorsOfAnotherCopy', () => {
  let other: typeof own;

  beforeAll(async () => {
    // The next import loads a second copy of the package.
    vi.resetModules();
    other = await import('nestjs-cognito-auth');
  });

  it('is false for a target without decorators, or with our own', () => {
    @own.Groups('admin')
    @own.Scopes('orders/read')
    class Decorated {}

    expect(hasDecoratorsOfAnotherCopy(Decorated)).toBe(false);
    expect(hasDecoratorsOfAnotherCopy(class Plain {})).toBe(false);
  });

  it('is true as soon as one of several is of another copy', () => {
    @own.Groups('admin')
    @other.Groups('admin')
    @other.Scopes('orders/read')
    class Decorated {}

    expect(hasDecoratorsOfAnotherCopy(Decorated)).toBe(true);
  });
});

describe('A decorator on a function without a prototype', () => {
  it('leaves its value there, as on any handler', () => {
    const marks = new RouteMetadata<string>();
    const handler = () => {};
    (marks.decorator(() => 'value') as (target: object) => void)(handler);

    expect(marks.of(handler)).toBe('value');
  });
});
