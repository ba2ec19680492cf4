import { AuthGuard } from '@nestjs/passport';
import { CognitoGuard } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import {
  flag,
  functionLike,
  guardClass,
  maxTimerDelay,
  number,
  oneOf,
  text,
  string,
} from '../../../lib/options/validators.js';
import { accepted } from './accepted.js';

describe('text', () => {
  it('says what it expects', () => {
    expect(text.expected).toBe('a non-empty string');
  });

  it('takes strings that say something', () => {
    expect(accepted(text, ['a', ' a ', '0'])).toEqual(['a', ' a ', '0']);
  });

  it('takes nothing else', () => {
    const others = ['', ' ', '\t\n', undefined, null, 7, ['a'], { trim: 1 }];

    expect(accepted(text, others)).toEqual([]);
  });
});

describe('string', () => {
  const rule = string('a text with an x', (value) => value.includes('x'));

  it('says what it expects', () => {
    expect(rule.expected).toBe('a text with an x');
  });

  it('asks its condition of texts only', () => {
    expect(accepted(rule, ['x', 'a', '', ['x'], 7])).toEqual(['x']);
    expect(
      accepted(
        string('any', () => true),
        [' ', 'a'],
      ),
    ).toEqual(['a']);
  });
});

describe('flag', () => {
  it('takes true and false', () => {
    expect(flag.expected).toBe('true or false');
    expect(accepted(flag, [true, false, 'true', 0, 1, null])).toEqual([
      true,
      false,
    ]);
  });
});

describe('functionLike', () => {
  it('takes functions', () => {
    const rule = functionLike();
    const arrow = () => 1;

    expect(rule.expected).toBe('a function');
    expect(accepted(rule, [arrow, fetch, 'fetch', {}, null])).toEqual([
      arrow,
      fetch,
    ]);
  });
});

describe('guardClass', () => {
  class Guard {
    canActivate(): boolean {
      return true;
    }
  }
  class Subclass extends Guard {}

  it('takes classes with the method of a guard', () => {
    const mixin = AuthGuard(['cognito', 'api-key']);
    const classes = [Guard, Subclass, mixin, CognitoGuard];

    expect(guardClass.expected).toBe(
      'a guard class, with canActivate() as its method',
    );
    expect(accepted(guardClass, classes)).toEqual(classes);
  });

  it('takes nothing else', () => {
    const others = [
      new Guard(),
      Guard.prototype,
      { prototype: Guard.prototype },
      class {},
      class {
        canActivate = () => true;
      },
      class {
        static canActivate = () => true;
      },
      () => true,
      'Guard',
      null,
      undefined,
    ];

    expect(accepted(guardClass, others)).toEqual([]);
  });
});

describe('number', () => {
  it('says what it expects', () => {
    expect(number('seconds', 0).expected).toBe(
      'a whole number of seconds, at least 0',
    );
    expect(number('bytes', 1, 9).expected).toBe(
      'a whole number of bytes, at least 1, at most 9',
    );
  });

  it('takes whole numbers within its limits', () => {
    expect(accepted(number('seconds', 2, 5), [1, 2, 3, 5, 6])).toEqual([
      2, 3, 5,
    ]);
  });

  it('has the safe integers for a limit where none is given', () => {
    const largest = Number.MAX_SAFE_INTEGER;

    expect(accepted(number('ms', 0), [largest, largest + 1])).toEqual([
      largest,
    ]);
  });

  it('takes nothing else', () => {
    const others = [2.5, '3', NaN, Infinity, 3n, null, true, [3]];

    expect(accepted(number('ms', 0), others)).toEqual([]);
  });

  it("knows the limit of Node's timers", () => {
    expect(maxTimerDelay).toBe(2_147_483_647);
  });
});

describe('oneOf', () => {
  it('takes its values and nothing else', () => {
    const rule = oneOf('warn', false);
    const others = ['WARN', 'false', true, 0, null, undefined];

    expect(rule.expected).toBe('one of "warn", false');
    expect(accepted(rule, ['warn', false])).toEqual(['warn', false]);
    expect(accepted(rule, others)).toEqual([]);
  });
});
