import { AuthGuard } from '@nestjs/passport';
import { CognitoGuard } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import {
  flag,
  functionLike,
  guardClass,
  jwksValidator,
  listOf,
  maxTimerDelay,
  nonEmptyString,
  nullOr,
  number,
  oneOf,
  oneOrMore,
  string,
  type Validator,
} from '../../../lib/options/validators.js';
/** Those of some values that a validator accepts. */
function accepted(
  validator: Validator<unknown>,
  values: readonly unknown[],
): unknown[] {
  return values.filter((value) => validator.accepts(value));
}

describe('nonEmptyString', () => {
  it('says what it expects', () => {
    expect(nonEmptyString.expected).toBe('a non-empty string');
  });

  it('takes strings with more than white space', () => {
    expect(accepted(nonEmptyString, ['a', ' a ', '0'])).toEqual([
      'a',
      ' a ',
      '0',
    ]);
  });

  it('takes nothing else', () => {
    const others = ['', ' ', '\t\n', undefined, null, 7, ['a'], { trim: 1 }];

    expect(accepted(nonEmptyString, others)).toEqual([]);
  });
});

describe('string', () => {
  const validator = string('a string with an x', (value) =>
    value.includes('x'),
  );

  it('says what it expects', () => {
    expect(validator.expected).toBe('a string with an x');
  });

  it('asks its condition of non-empty strings only', () => {
    expect(accepted(validator, ['x', 'a', '', ['x'], 7])).toEqual(['x']);
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
    const validator = functionLike();
    const arrow = () => 1;

    expect(validator.expected).toBe('a function');
    expect(accepted(validator, [arrow, fetch, 'fetch', {}, null])).toEqual([
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

  it('has the safe integers for a limit if none is given', () => {
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
    const validator = oneOf('warn', false);
    const others = ['WARN', 'false', true, 0, null, undefined];

    expect(validator.expected).toBe('one of "warn", false');
    expect(accepted(validator, ['warn', false])).toEqual(['warn', false]);
    expect(accepted(validator, others)).toEqual([]);
  });
});

/** A list with a hole, over which `every` passes. */
const sparse = ['a'];
sparse[2] = 'c';

const noLists = [
  '',
  7,
  null,
  undefined,
  { length: 1, 0: 'a' },
  new Set(['a']),
  ['a', ''],
  ['', 'a'],
  ['a', 7],
  ['a', 'b', 'a'],
  [['a']],
  sparse,
];

describe('listOf', () => {
  it('says what it expects', () => {
    expect(listOf(nonEmptyString).expected).toBe(
      'a list without repetitions, each a non-empty string',
    );
    expect(listOf(nonEmptyString, 1).expected).toBe(
      'a non-empty list without repetitions, each a non-empty string',
    );
  });

  it('takes lists whose entries are all valid', () => {
    const lists = [[], ['a'], ['a', 'b', 'A']];

    expect(accepted(listOf(nonEmptyString), lists)).toEqual(lists);
  });

  it('can require entries', () => {
    expect(
      accepted(listOf(nonEmptyString, 2), [[], ['a'], ['a', 'b']]),
    ).toEqual([['a', 'b']]);
  });

  it('takes nothing else', () => {
    expect(accepted(listOf(nonEmptyString), ['a', ...noLists])).toEqual([]);
  });
});

describe('oneOrMore', () => {
  it('says what it expects', () => {
    expect(oneOrMore(nonEmptyString).expected).toBe(
      'a non-empty string, or a non-empty list of such without repetitions',
    );
  });

  it('takes a value, or a list of at least one', () => {
    const values = ['a', ['a'], ['a', 'b']];

    expect(accepted(oneOrMore(nonEmptyString), values)).toEqual(values);
  });

  it('takes nothing else', () => {
    expect(accepted(oneOrMore(nonEmptyString), [[], ...noLists])).toEqual([]);
  });
});

describe('nullOr', () => {
  const validator = nullOr(nonEmptyString, 'to accept any');

  it('says what it expects', () => {
    expect(validator.expected).toBe(
      'a non-empty string, or null, written out, to accept any',
    );
  });

  it('takes null, and whatever the inner validator takes', () => {
    expect(accepted(validator, [null, 'a'])).toEqual([null, 'a']);
    expect(accepted(validator, [undefined, '', 0, false])).toEqual([]);
  });
});

describe('jwksValidator', () => {
  it('says what it expects', () => {
    expect(jwksValidator.expected).toBe(
      'a key set like { keys: [{ kty: "RSA", kid, n, e }] }',
    );
  });

  it('takes an object with at least one entry', () => {
    const sets = [{ keys: [{}] }, { keys: [{}, { kty: 'RSA' }] }];

    expect(accepted(jwksValidator, sets)).toEqual(sets);
  });

  it('takes nothing else', () => {
    const others = [
      undefined,
      null,
      '{"keys":[]}',
      [{ keys: [{}] }],
      Object.assign([], { keys: [{}] }),
      {},
      { keys: [] },
      { keys: {} },
      { keys: 'key' },
      { keys: { length: 1, every: () => true } },
      { keys: [{}, null] },
      { keys: [null, {}] },
      { keys: ['key'] },
      { keys: [[]] },
    ];

    expect(accepted(jwksValidator, others)).toEqual([]);
  });
});
