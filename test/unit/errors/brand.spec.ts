import { UnauthorizedException } from '@nestjs/common';
import * as own from 'nestjs-cognito-auth';
import { beforeAll, describe, expect, it, vi } from 'vitest';

type Library = typeof own;

const refusalsOf = (library: Library) =>
  [
    new library.CognitoBadRequestException('request_malformed'),
    new library.CognitoUnauthorizedException('token_missing'),
    new library.CognitoForbiddenException('group_missing'),
    new library.CognitoUnavailableException('keys_unavailable'),
  ] as const;

const classesOf = (library: Library) =>
  [
    library.CognitoBadRequestException,
    library.CognitoUnauthorizedException,
    library.CognitoForbiddenException,
    library.CognitoUnavailableException,
  ] as const;

let other: Library;

beforeAll(async () => {
  // What is loaded after this is loaded anew: a second copy of the package.
  vi.resetModules();
  other = await import('nestjs-cognito-auth');
});

describe('Two copies of the package', () => {
  it('have classes of their own', () => {
    expect(other.CognitoAuthException).not.toBe(own.CognitoAuthException);
    classesOf(own).forEach((one, index) => {
      expect(one).not.toBe(classesOf(other)[index]);
    });
  });

  it('know the refusals of each other', () => {
    for (const [ours, theirs] of [
      [own, other],
      [other, own],
    ] as const) {
      for (const refusal of refusalsOf(theirs)) {
        expect(refusal).toBeInstanceOf(ours.CognitoAuthException);
        expect(ours.isCognitoAuthException(refusal)).toBe(true);
      }
    }
  });

  it('tell the four classes of each other apart', () => {
    const told = refusalsOf(other).map((refusal) =>
      classesOf(own).map((one) => refusal instanceof one),
    );

    expect(told).toEqual([
      [true, false, false, false],
      [false, true, false, false],
      [false, false, true, false],
      [false, false, false, true],
    ]);
  });

  it('know a subclass of the other copy by the class it extends', () => {
    class Locked extends other.CognitoForbiddenException {}
    const locked = new Locked('policy_refused');

    expect(locked).toBeInstanceOf(own.CognitoForbiddenException);
    expect(locked).toBeInstanceOf(own.CognitoAuthException);
    expect(locked).not.toBeInstanceOf(own.CognitoUnauthorizedException);
  });
});

describe('A subclass of an exception', () => {
  class Locked extends own.CognitoForbiddenException {}
  class LockedForever extends Locked {}

  it('has its own instances, and those of its subclasses', () => {
    expect(new Locked('policy_refused')).toBeInstanceOf(Locked);
    expect(new LockedForever('policy_refused')).toBeInstanceOf(Locked);
    expect(new Locked('policy_refused')).not.toBeInstanceOf(LockedForever);
  });

  it('has none of the class that it extends', () => {
    const [, , forbidden] = refusalsOf(own);

    expect(forbidden).not.toBeInstanceOf(Locked);
    expect(refusalsOf(other)[2]).not.toBeInstanceOf(Locked);
  });

  it('is one of the class that it extends', () => {
    const locked = new Locked('policy_refused');

    expect(locked).toBeInstanceOf(own.CognitoForbiddenException);
    expect(locked).toBeInstanceOf(own.CognitoAuthException);
    expect(locked).not.toBeInstanceOf(own.CognitoBadRequestException);
  });
});

describe('CognitoAuthException', () => {
  it.each([
    ['one of Nest', new UnauthorizedException()],
    ['an error', new Error('token_missing')],
    ['an object like one', { code: 'token_missing', challenge: {} }],
    ['a text', 'token_missing'],
    ['null', null],
    ['nothing', undefined],
  ])('has no instance in %s', (_, value) => {
    expect(value instanceof own.CognitoAuthException).toBe(false);
    classesOf(own).forEach((one) => {
      expect(value instanceof one).toBe(false);
    });
  });

  it('has the ordinary instances of a class that extends it', () => {
    class Direct extends own.CognitoAuthException {
      readonly code = 'token_missing';
    }
    const direct = new Direct({}, 401);

    expect(direct).toBeInstanceOf(own.CognitoAuthException);
    expect(direct).toBeInstanceOf(Direct);
    expect(refusalsOf(own)[1]).not.toBeInstanceOf(Direct);
  });
});

describe('The brand of an exception', () => {
  it('is in nothing that is written of it', () => {
    const [, refusal] = refusalsOf(own);

    expect(JSON.stringify(refusal.getResponse())).not.toContain('nestjs');
    expect(Object.getOwnPropertySymbols(refusal)).toEqual([]);
  });
});
