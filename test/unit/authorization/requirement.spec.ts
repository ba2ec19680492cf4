import { CognitoForbiddenException } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import type { CognitoPolicy } from '../../../lib/authorization/policy-finder.js';
import {
  allOfGroups,
  anyOfGroups,
} from '../../../lib/authorization/groups.decorators.js';
import { names, Requirement } from '../../../lib/authorization/requirement.js';
import { handlerOf, newPolicy, routeAccessOf } from './routes.fixture.js';
import { context, userWith } from './users.fixture.js';

const refusal = new CognitoForbiddenException('policy_refused');

describe('Requirement', () => {
  const requirement = new Requirement<string>(
    'Named',
    (name) => (user) => (user.username === name ? undefined : refusal),
  );

  it('has no value on a target without its decorator', () => {
    expect(requirement.on(class Plain {})).toBeUndefined();
  });

  it('has the value of its decorator, on a class and on a handler', () => {
    @requirement.decorate('alice')
    class Decorated {
      @requirement.decorate('bob')
      list(): void {}

      other(): void {}
    }

    expect(requirement.on(Decorated)).toBe('alice');
    expect(requirement.on(handlerOf(Decorated, 'list'))).toBe('bob');
    expect(requirement.on(handlerOf(Decorated, 'other'))).toBeUndefined();
  });

  it('is apart from another requirement of the same name', () => {
    @requirement.decorate('alice')
    class Decorated {}

    expect(
      new Requirement<string>('Named', () => () => undefined).on(Decorated),
    ).toBeUndefined();
  });

  it('makes its check from a value', async () => {
    const check = requirement.checkFor('alice', newPolicy);

    expect(await check(userWith(), context)).toBeUndefined();
    expect(await check(userWith({ username: 'mallory' }), context)).toBe(
      refusal,
    );
  });

  it('hands the finder of policies to the check', () => {
    class Always implements CognitoPolicy {
      check(): boolean {
        return true;
      }
    }
    const found: CognitoPolicy[] = [];
    const withPolicy = new Requirement<string>('WithPolicy', (_, find) => {
      found.push(find(Always));
      return () => undefined;
    });
    withPolicy.checkFor('any', newPolicy);

    expect(found).toEqual([expect.any(Always)]);
  });

  it('refuses its decorator twice on one target', () => {
    class Decorated {}
    requirement.decorate('alice')(Decorated);

    expect(() => requirement.decorate('bob')(Decorated)).toThrow(
      new Error('@Named() stands twice on one target: list all values in one'),
    );
    expect(requirement.on(Decorated)).toBe('alice');
  });

  it('can be extended by each further decorator instead', () => {
    const add = (name: string) =>
      requirement.extend((below) => (below ? `${name} ${below}` : name));

    @add('a')
    @add('b')
    class Decorated {}

    expect(requirement.on(Decorated)).toBe('a b');
  });
});

describe('Requirement.in()', () => {
  it('is the value that counts for a route', () => {
    @anyOfGroups.decorate(['staff'])
    class Controller {
      @anyOfGroups.decorate(['admin'])
      list(): void {}
    }
    const access = routeAccessOf(Controller);

    expect(anyOfGroups.in(access)).toEqual(['admin']);
    expect(allOfGroups.in(access)).toBeUndefined();
  });
});

describe('names', () => {
  it('copies the given names', () => {
    const given = ['a', 'b'];
    const copied = names('Groups', given);
    given.push('c');

    expect(copied).toEqual(['a', 'b']);
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
