import { CognitoForbiddenException } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { authorize } from '../../../lib/authorization/authorize.js';
import type { Check } from '../../../lib/authorization/requirement.js';
import { context, userWith } from './users.fixture.js';

const user = userWith();
const missing = new CognitoForbiddenException('group_missing');
const refused = new CognitoForbiddenException('policy_refused');

const passes: Check = () => undefined;
const passesLater: Check = async () => undefined;

const authorizeFor = (...checks: Check[]): void | Promise<void> =>
  authorize(user, checks, context);

/** A check that passes, and how often it was made. */
function countingCheck(): { check: Check; count: () => number } {
  let count = 0;
  const check: Check = () => {
    count += 1;
    return undefined;
  };
  return { check, count: () => count };
}

describe('authorize', () => {
  it('lets a user in if there are no checks', () => {
    expect(authorizeFor()).toBeUndefined();
  });

  it('gives each check the user and the context', async () => {
    const given: unknown[][] = [];
    const check: Check = (...received) => {
      given.push(received);
      return undefined;
    };
    await authorizeFor(check, async (...received) => check(...received), check);

    expect(given).toHaveLength(3);
    for (const [givenUser, givenContext] of given) {
      expect(givenUser).toBe(user);
      expect(givenContext).toBe(context);
    }
  });
});

describe('authorize, with checks that answer at once', () => {
  it('lets a user in at once if all pass', () => {
    expect(authorizeFor(passes, passes)).toBeUndefined();
  });

  it('throws the first refusal, and makes no further check', () => {
    const later = countingCheck();

    expect(() =>
      authorizeFor(
        passes,
        () => missing,
        later.check,
        () => refused,
      ),
    ).toThrow(missing);
    expect(later.count()).toBe(0);
  });

  it('throws whatever a check throws', () => {
    const failure = new Error('the database is down');

    expect(() =>
      authorizeFor(passes, () => {
        throw failure;
      }),
    ).toThrow(failure);
  });
});

describe('authorize, with a check that must be waited for', () => {
  it('does not take its promise for a pass', async () => {
    const authorizing = authorizeFor(passes, async () => refused);

    expect(authorizing).toBeInstanceOf(Promise);
    await expect(authorizing).rejects.toBe(refused);
  });

  it('lets a user in if all pass', async () => {
    const authorizing = authorizeFor(passesLater, passes, passesLater);

    expect(authorizing).toBeInstanceOf(Promise);
    await expect(authorizing).resolves.toBeUndefined();
  });

  it('makes the next check after it', async () => {
    const order: string[] = [];
    const late: Check = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push('late');
      return undefined;
    };
    const next: Check = () => {
      order.push('next');
      return undefined;
    };
    await authorizeFor(late, next, late, next);

    expect(order).toEqual(['late', 'next', 'late', 'next']);
  });

  it('makes no further check after its refusal', async () => {
    const later = countingCheck();

    await expect(authorizeFor(async () => refused, later.check)).rejects.toBe(
      refused,
    );
    expect(later.count()).toBe(0);
  });

  it('rejects with the refusal of a check behind it', async () => {
    await expect(authorizeFor(passesLater, () => missing)).rejects.toBe(
      missing,
    );
    await expect(authorizeFor(passesLater, async () => refused)).rejects.toBe(
      refused,
    );
  });

  it('rejects with whatever a check rejects or throws', async () => {
    const failure = new Error('the database is down');
    const throwing: Check = () => {
      throw failure;
    };

    await expect(authorizeFor(() => Promise.reject(failure))).rejects.toBe(
      failure,
    );
    await expect(authorizeFor(passesLater, throwing)).rejects.toBe(failure);
  });
});
