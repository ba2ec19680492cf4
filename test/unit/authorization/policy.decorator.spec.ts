import type { ExecutionContext } from '@nestjs/common';
import {
  Policy,
  type CognitoUser,
  type PolicyCheck,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { policies } from '../../../lib/authorization/policy.decorator.js';
import { codeOf, context, refusalOf, userWith } from './callers.js';

const user = userWith();
const yes: PolicyCheck = () => true;
const no: PolicyCheck = () => false;

describe('@Policy()', () => {
  it('asks a check about the user and the context', async () => {
    const asked: [CognitoUser, ExecutionContext][] = [];
    const check: PolicyCheck = (...given) => asked.push(given) > 0;

    expect(await codeOf(user, Policy(check, 'is asked'))).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(asked[0]?.[0]).toBe(user);
    expect(asked[0]?.[1]).toBe(context);
  });

  it('keeps out whom the check refuses', async () => {
    expect(await codeOf(user, Policy(no, 'never'))).toBe('policy_refused');
  });

  it('waits for the check', async () => {
    expect(
      await codeOf(
        user,
        Policy(async () => true, 'always'),
      ),
    ).toBeUndefined();
    expect(
      await codeOf(
        user,
        Policy(async () => false, 'never'),
      ),
    ).toBe('policy_refused');
  });

  it.each([undefined, null, 1, 'true', {}, []])(
    'takes %j for no',
    async (answer) => {
      const odd = (() => answer) as unknown as PolicyCheck;

      expect(await codeOf(user, Policy(odd, 'is odd'))).toBe('policy_refused');
    },
  );

  it('keeps what the check throws', async () => {
    const failure = new Error('the database is down');
    const throwing: PolicyCheck = () => {
      throw failure;
    };
    const rejecting: PolicyCheck = () => Promise.reject(failure);

    expect(await refusalOf(user, Policy(throwing, 'a'))).toBe(failure);
    expect(await refusalOf(user, Policy(rejecting, 'b'))).toBe(failure);
  });

  it('needs the agreement of all on one target', async () => {
    expect(
      await codeOf(user, Policy(yes, 'a'), Policy(yes, 'b')),
    ).toBeUndefined();
    expect(await codeOf(user, Policy(yes, 'a'), Policy(no, 'b'))).toBe(
      'policy_refused',
    );
    expect(await codeOf(user, Policy(no, 'a'), Policy(yes, 'b'))).toBe(
      'policy_refused',
    );
  });

  it('asks them in the order in which they are read, up to a no', async () => {
    const asked: string[] = [];
    const asking = (name: string, answer: boolean) =>
      Policy(() => asked.push(name) > 0 && answer, name);

    @asking('first', true)
    @asking('second', false)
    @asking('third', true)
    class Decorated {}

    const demand = policies.demandOf(Decorated);
    expect(demand?.value).toMatchObject([
      { description: 'first' },
      { description: 'second' },
      { description: 'third' },
    ]);
    expect(await demand?.check(user, context)).toMatchObject({
      code: 'policy_refused',
    });
    expect(asked).toEqual(['first', 'second']);
  });

  it('needs a function', () => {
    const given = 'owns the order' as unknown as PolicyCheck;

    expect(() => Policy(given, 'owns the order')).toThrow(
      new Error('@Policy() needs a function'),
    );
  });
});
