import { CognitoForbiddenException } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { authorizeNow } from '../../../lib/authorization/authorize.js';
import type { Check } from '../../../lib/authorization/requirement.js';
import { context, userWith } from './callers.js';
import { accessWith } from './demands.js';

const user = userWith();
const missing = new CognitoForbiddenException('group_missing');
const refused = new CognitoForbiddenException('policy_refused');

const authorizeNowFor = (...checks: Check[]): void =>
  authorizeNow(user, accessWith(checks), context);

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
