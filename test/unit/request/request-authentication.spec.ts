import { describe, expect, it } from 'vitest';
import {
  callerOf,
  isAnonymous,
  setAnonymous,
  setCaller,
  unsetAnonymous,
} from '../../../lib/request/request-authentication.js';
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

describe('A request that was let in without a caller', () => {
  it('is not anonymous before a guard says so', () => {
    expect(isAnonymous({})).toBe(false);
  });

  it('has no caller', () => {
    const request = {};
    setAnonymous(request);

    expect(isAnonymous(request)).toBe(true);
    expect(callerOf(request)).toBeUndefined();
    expect(callerOf(request, by)).toBeUndefined();
  });

  it('has one when a strategy finds him later', () => {
    const request = {};
    setAnonymous(request);
    setCaller(request, caller);

    expect(isAnonymous(request)).toBe(false);
    expect(callerOf(request)).toBe(caller);
  });

  it('keeps the caller that was known before', () => {
    const request = {};
    setCaller(request, caller);
    setAnonymous(request);

    expect(isAnonymous(request)).toBe(false);
    expect(callerOf(request)).toBe(caller);
  });

  it('is as before when it is left to another strategy', () => {
    const request = {};
    setAnonymous(request);
    unsetAnonymous(request);

    expect(isAnonymous(request)).toBe(false);
    expect(callerOf(request)).toBeUndefined();
  });

  it('keeps its caller when it is left to another strategy', () => {
    const request = {};
    setCaller(request, caller);
    unsetAnonymous(request);

    expect(callerOf(request)).toBe(caller);
  });
});
