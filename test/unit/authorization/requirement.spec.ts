import { CognitoForbiddenException } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import {
  names,
  RequirementOf,
} from '../../../lib/authorization/requirement.js';
import { context, userWith } from './callers.js';
import { handlerOf } from './routes.js';

const refusal = new CognitoForbiddenException('policy_refused');

describe('RequirementOf', () => {
  const requirement = new RequirementOf<string>(
    'Named',
    (name) => (user) => (user.username === name ? undefined : refusal),
  );

  it('has no demand where its decorator is not', () => {
    expect(requirement.demandOf(class Plain {})).toBeUndefined();
  });

  it('says what its decorator asks for', async () => {
    @requirement.decorate('alice')
    class Decorated {}
    const demand = requirement.demandOf(Decorated);

    expect(demand).toMatchObject({
      kind: requirement,
      decorator: 'Named',
      value: 'alice',
    });
    expect(await demand?.check(userWith(), context)).toBeUndefined();
    expect(
      await demand?.check(userWith({ username: 'mallory' }), context),
    ).toBe(refusal);
  });

  it('takes a second decorator on one target for a mistake', () => {
    class Decorated {}
    requirement.decorate('alice')(Decorated);

    expect(() => requirement.decorate('bob')(Decorated)).toThrow(
      new Error('@Named() stands twice on one target: list all values in one'),
    );
    expect(requirement.demandOf(Decorated)?.value).toBe('alice');
  });

  it('can stand on a class and on its handlers', () => {
    @requirement.decorate('alice')
    class Decorated {
      @requirement.decorate('bob')
      list(): void {}
    }

    expect(requirement.demandOf(Decorated)?.value).toBe('alice');
    expect(requirement.demandOf(handlerOf(Decorated, 'list'))?.value).toBe(
      'bob',
    );
  });

  it('can add up instead', () => {
    const add = (name: string) =>
      requirement.extend((below) => (below ? `${name} ${below}` : name));

    @add('a')
    @add('b')
    class Decorated {}

    expect(requirement.demandOf(Decorated)?.value).toBe('a b');
  });
});

describe('names', () => {
  it('copies what was given', () => {
    const given = ['a', 'b'];
    const taken = names('Groups', given);
    given.push('c');

    expect(taken).toEqual(['a', 'b']);
  });

  it.each([[[]], [['']], [['a', '']], [[7]], [['a', undefined]]])(
    'refuses %j',
    (given) => {
      expect(() => names('Groups', given as string[])).toThrow(
        new Error(
          `@Groups() takes one name or more, none empty: @Groups('a', 'b')`,
        ),
      );
    },
  );
});
