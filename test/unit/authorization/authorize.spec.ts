import { CognitoForbiddenException } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { authorize } from '../../../lib/authorization/authorize.js';
import type { Check } from '../../../lib/authorization/requirement.js';
import { context, userWith } from './callers.js';
import { accessWith } from './demands.js';

const user = userWith();
const missing = new CognitoForbiddenException('group_missing');
const refused = new CognitoForbiddenException('policy_refused');

const authorizeFor = (...checks: Check[]): Promise<void> =>
  authorize(user, accessWith(checks), context);

describe('authorize', () => {
  it('lets everybody in where nothing is demanded', async () => {
    await expect(authorizeFor()).resolves.toBeUndefined();
  });

  it('holds each check against the user and the context', async () => {
    const asked: unknown[][] = [];
    const check: Check = (...given) => {
      asked.push(given);
      return undefined;
    };
    await authorizeFor(check, async (...given) => check(...given), check);

    expect(asked).toHaveLength(3);
    for (const [askedUser, askedContext] of asked) {
      expect(askedUser).toBe(user);
      expect(askedContext).toBe(context);
    }
  });

  it('ends with the first refusal', async () => {
    let later = 0;
    const check: Check = () => {
      later += 1;
      return refused;
    };

    await expect(
      authorizeFor(
        () => undefined,
        () => missing,
        check,
      ),
    ).rejects.toBe(missing);
    expect(later).toBe(0);
  });

  it('waits for a check before it goes on', async () => {
    const asked: string[] = [];
    const late: Check = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      asked.push('late');
      return undefined;
    };
    const next: Check = () => {
      asked.push('next');
      return undefined;
    };
    await authorizeFor(late, next, late, next);

    expect(asked).toEqual(['late', 'next', 'late', 'next']);
  });

  it('ends with a refusal that it waited for', async () => {
    let later = 0;
    const check: Check = () => {
      later += 1;
      return undefined;
    };

    await expect(authorizeFor(async () => refused, check)).rejects.toBe(
      refused,
    );
    expect(later).toBe(0);
  });

  it('ends with a refusal after a check that it waited for', async () => {
    await expect(
      authorizeFor(
        async () => undefined,
        () => missing,
      ),
    ).rejects.toBe(missing);
    await expect(
      authorizeFor(
        async () => undefined,
        async () => refused,
      ),
    ).rejects.toBe(refused);
  });

  it('keeps what a check throws', async () => {
    const failure = new Error('the database is down');

    await expect(
      authorizeFor(() => {
        throw failure;
      }),
    ).rejects.toBe(failure);
    await expect(authorizeFor(() => Promise.reject(failure))).rejects.toBe(
      failure,
    );
  });
});
