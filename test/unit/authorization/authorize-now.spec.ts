import { CognitoForbiddenException } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { authorizeNow } from '../../../lib/authorization/authorize.js';
import {
  RequirementOf,
  type Check,
  type Demand,
} from '../../../lib/authorization/requirement.js';
import { context, userWith } from './callers.js';

const user = userWith();
const missing = new CognitoForbiddenException('group_missing');
const refused = new CognitoForbiddenException('policy_refused');

/** A demand of a kind of its own with this check. */
function demand(check: Check): Demand {
  const requirement = new RequirementOf<true>('Demand', () => check);
  class Decorated {}
  requirement.decorate(true)(Decorated);
  const made = requirement.demandOf(Decorated);
  if (made === undefined) {
    throw new Error('There is no demand');
  }
  return made;
}

const accessOf = (checks: Check[]) => ({
  mode: undefined,
  demands: checks.map(demand),
  isAsync: true,
});

const authorizeNowFor = (...checks: Check[]): void =>
  authorizeNow(user, accessOf(checks), context);

describe('authorizeNow', () => {
  it('lets everybody in where nothing is demanded, or all is met', () => {
    expect(authorizeNowFor()).toBeUndefined();
    expect(authorizeNowFor(() => undefined)).toBeUndefined();
  });

  it('ends with the first refusal', () => {
    expect(() =>
      authorizeNowFor(
        () => undefined,
        () => missing,
        () => refused,
      ),
    ).toThrow(missing);
  });

  it('does not take a promise for consent', () => {
    expect(() => authorizeNowFor(async () => undefined)).toThrow();
  });
});
