import { describe, expect, it } from 'vitest';
import { callerOf, setCaller } from '../../../lib/authentication/callers.js';
import { userWith } from '../authorization/callers.js';

const user = userWith();
const by = {};
const caller = { user, requestUser: user, by };

describe('The caller of a request', () => {
  it('is not there before somebody found it out', () => {
    expect(callerOf({})).toBeUndefined();
    expect(callerOf({}, by)).toBeUndefined();
  });

  it('is known to whoever asks for any, and to who found it out', () => {
    const request = {};
    setCaller(request, caller);

    expect(callerOf(request)).toBe(caller);
    expect(callerOf(request, by)).toBe(caller);
    expect(callerOf(request, {})).toBeUndefined();
  });

  it('cannot be told by the request itself', () => {
    const told = { caller, 'Symbol(cognito caller)': caller };
    const request: object = JSON.parse(JSON.stringify(told));

    expect(callerOf(request)).toBeUndefined();
  });

  it('is not passed on with what a request is written as', () => {
    const request = {};
    setCaller(request, caller);

    expect(JSON.stringify(request)).toBe('{}');
  });
});
