import { describe, expect, it } from 'vitest';
import { RouteMetadata } from '../../../lib/authorization/route-metadata.js';
import { handlerOf } from './routes.js';

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
