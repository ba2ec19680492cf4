import type { ExecutionContext } from '@nestjs/common';
import {
  Policy,
  type CognitoUser,
  type PolicyCheck,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { policies } from '../../../lib/authorization/policy.decorator.js';
import type { CognitoPolicy } from '../../../lib/authorization/policy-finder.js';
import { codeOf, context, refusalOf, userWith } from './users.fixture.js';

const user = userWith();
const yes: PolicyCheck = () => true;
const no: PolicyCheck = () => false;

/** A policy that keeps what its instances are given. */
class Recording implements CognitoPolicy {
  static readonly given: [CognitoPolicy, CognitoUser, ExecutionContext][] = [];

  check(...[who, where]: [CognitoUser, ExecutionContext]): boolean {
    Recording.given.push([this, who, where]);
    return true;
  }
}

class Never implements CognitoPolicy {
  async check(): Promise<boolean> {
    return false;
  }
}

describe('@Policy() with a function', () => {
  it('gives the check the user and the context', async () => {
    const given: [CognitoUser, ExecutionContext][] = [];
    const check: PolicyCheck = (...received) => given.push(received) > 0;

    expect(await codeOf(user, Policy(check, 'is asked'))).toBeUndefined();
    expect(given).toHaveLength(1);
    expect(given[0]?.[0]).toBe(user);
    expect(given[0]?.[1]).toBe(context);
  });

  it('refuses a user if the check is not true', async () => {
    expect(await codeOf(user, Policy(no, 'never'))).toBe('policy_refused');
  });

  it('waits for the check', async () => {
    const always = Policy(async () => true, 'always');
    const never = Policy(async () => false, 'never');

    expect(await codeOf(user, always)).toBeUndefined();
    expect(await codeOf(user, never)).toBe('policy_refused');
  });

  it.each([undefined, null, 1, 'true', {}, []])(
    'takes the answer %j for no',
    async (answer) => {
      const odd = (() => answer) as unknown as PolicyCheck;

      expect(await codeOf(user, Policy(odd, 'is odd'))).toBe('policy_refused');
    },
  );

  it.each([
    ['an arrow function', () => false],
    ['an async function', async () => false],
    [
      'a function that could be a constructor',
      function refuse() {
        return false;
      },
    ],
  ])('takes %s for a check, not for a class', async (_kind, check) => {
    expect(await codeOf(user, Policy(check, 'never'))).toBe('policy_refused');
  });

  it('keeps what the check throws', async () => {
    const failure = new Error('the database is down');
    const throwing: PolicyCheck = () => {
      throw failure;
    };
    const rejecting: PolicyCheck = () => Promise.reject(failure);

    expect(await refusalOf(user, Policy(throwing, 'a'))).toBe(failure);
    expect(await refusalOf(user, Policy(rejecting, 'b'))).toBe(failure);
  });

  it('needs a function or a class', () => {
    const given = 'owns the order' as unknown as PolicyCheck;

    expect(() => Policy(given, 'owns the order')).toThrow(
      new Error('@Policy() needs a function, or a class with check()'),
    );
  });
});

describe('@Policy() with a class', () => {
  it('calls check() on the instance that the finder finds', async () => {
    @Policy(Recording)
    class Decorated {}
    const instance = new Recording();
    const check = policies.checkFor(
      policies.on(Decorated) ?? [],
      () => instance,
    );
    Recording.given.length = 0;

    expect(await check(user, context)).toBeUndefined();
    expect(Recording.given).toHaveLength(1);
    expect(Recording.given[0]?.[0]).toBe(instance);
    expect(Recording.given[0]?.[1]).toBe(user);
    expect(Recording.given[0]?.[2]).toBe(context);
  });

  it('looks for the instance once, when the route is read', async () => {
    const wanted: unknown[] = [];
    const named = [{ description: 'Recording', policy: Recording }];
    const check = policies.checkFor(named, (policy) => {
      wanted.push(policy);
      return new policy();
    });
    await check(user, context);
    await check(user, context);

    expect(wanted).toEqual([Recording]);
  });

  it('refuses a user if check() is not true', async () => {
    expect(await codeOf(user, Policy(Never))).toBe('policy_refused');
  });

  it('has the name of the class for a description, if it has no other', () => {
    @Policy(Never)
    @Policy(Never, 'lets nobody in')
    class Decorated {}

    expect(policies.on(Decorated)).toEqual([
      { description: 'Never', policy: Never },
      { description: 'lets nobody in', policy: Never },
    ]);
  });

  it('knows a class whose check() is a property of the instance', async () => {
    class IsAlice implements CognitoPolicy {
      readonly check = ({ username }: CognitoUser): boolean =>
        username === 'alice';
    }

    expect(await codeOf(user, Policy(IsAlice))).toBeUndefined();
    expect(await codeOf(userWith({ username: 'bob' }), Policy(IsAlice))).toBe(
      'policy_refused',
    );
  });

  it('knows a class by a check() that it inherits, too', async () => {
    class Derived extends Never {}

    expect(await codeOf(user, Policy(Derived))).toBe('policy_refused');
  });
});

describe('Several @Policy() on one target', () => {
  it('must all agree', async () => {
    expect(
      await codeOf(user, Policy(yes, 'a'), Policy(Recording)),
    ).toBeUndefined();
    expect(await codeOf(user, Policy(yes, 'a'), Policy(no, 'b'))).toBe(
      'policy_refused',
    );
    expect(await codeOf(user, Policy(Never), Policy(yes, 'b'))).toBe(
      'policy_refused',
    );
  });

  it('are checked as they are read, top down, up to the first no', async () => {
    const asked: string[] = [];
    const asking = (name: string, answer: boolean) =>
      Policy(() => asked.push(name) > 0 && answer, name);
    const decorators = [
      asking('first', true),
      asking('second', false),
      asking('third', true),
    ];

    // Decorators apply from the bottom up.
    expect(await codeOf(user, ...decorators.toReversed())).toBe(
      'policy_refused',
    );
    expect(asked).toEqual(['first', 'second']);
  });

  it('are kept in that order', () => {
    @Policy(yes, 'first')
    @Policy(no, 'second')
    @Policy(Never)
    class Decorated {}

    expect(
      policies.on(Decorated)?.map(({ description }) => description),
    ).toEqual(['first', 'second', 'Never']);
  });
});
