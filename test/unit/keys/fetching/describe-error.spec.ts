import { describe, expect, it } from 'vitest';
import { describeError } from '../../../../lib/keys/describe-error.js';

const nested = (...messages: string[]): Error =>
  messages.reduceRight<Error | undefined>(
    (cause, message) => new Error(message, { cause }),
    undefined,
  ) ?? new Error();

describe('describeError', () => {
  it('is the message of an error', () => {
    expect(describeError(new Error('refused'))).toBe('refused');
  });

  it('follows the causes, four messages at most', () => {
    expect(describeError(nested('a', 'b', 'c'))).toBe('a: b: c');
    expect(describeError(nested('a', 'b', 'c', 'd'))).toBe('a: b: c: d');
    expect(describeError(nested('a', 'b', 'c', 'd', 'e'))).toBe('a: b: c: d');
  });

  it('comes to an end where an error is its own cause', () => {
    const error = new Error('loop');
    error.cause = error;

    expect(describeError(error)).toBe('loop: loop: loop: loop');
  });

  it('takes the code where there is no message', () => {
    const error = Object.assign(new AggregateError([]), {
      code: 'ECONNREFUSED',
    });

    expect(describeError(new Error('fetch failed', { cause: error }))).toBe(
      'fetch failed: ECONNREFUSED',
    );
  });

  it('takes the name where there is no code either', () => {
    expect(describeError(new RangeError())).toBe('RangeError');
  });

  it('says what it can of what is no error', () => {
    expect(describeError('down')).toBe('down');
    expect(describeError(undefined)).toBe('undefined');
    expect(describeError(new Error('a', { cause: 'b' }))).toBe('a');
  });
});
