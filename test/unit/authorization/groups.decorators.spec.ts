import { AllGroups, AnyGroup, Groups, NotInGroups } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { codeOf, userWith } from './users.fixture.js';

const inGroups = (...groups: string[]) =>
  userWith({ 'cognito:groups': groups });

describe.each([
  ['Groups', Groups],
  ['AnyGroup', AnyGroup],
])('@%s()', (_name, decorator) => {
  const groups = decorator('admin', 'staff');

  it.each([[['admin']], [['staff']], [['users', 'staff']]])(
    'lets a member of %j in',
    async (own) => {
      expect(await codeOf(inGroups(...own), groups)).toBeUndefined();
    },
  );

  it.each([
    [[]],
    [['users']],
    [['Admin']],
    [['ADMIN', 'STAFF']],
    [['administrators']],
    [['admi']],
    [['admin,staff']],
    [[' admin']],
  ])('keeps a member of %j out', async (own) => {
    expect(await codeOf(inGroups(...own), groups)).toBe('group_missing');
  });

  it.each(['admin', 'administrators', { 0: 'admin' }, ['admin', 7]])(
    'does not take the claim %j for groups',
    async (claim) => {
      expect(await codeOf(userWith({ 'cognito:groups': claim }), groups)).toBe(
        'group_missing',
      );
    },
  );
});

describe('@AllGroups()', () => {
  const groups = AllGroups('admin', 'staff');

  it('lets a member of all of them in', async () => {
    expect(await codeOf(inGroups('staff', 'admin'), groups)).toBeUndefined();
    expect(
      await codeOf(inGroups('a', 'admin', 'staff'), groups),
    ).toBeUndefined();
  });

  it.each([[[]], [['admin']], [['staff']], [['admin', 'Staff']]])(
    'keeps a member of %j out',
    async (own) => {
      expect(await codeOf(inGroups(...own), groups)).toBe('group_missing');
    },
  );
});

describe('@NotInGroups()', () => {
  const groups = NotInGroups('blocked', 'trial');

  it.each([[['blocked']], [['trial']], [['admin', 'trial']]])(
    'keeps a member of %j out',
    async (own) => {
      expect(await codeOf(inGroups(...own), groups)).toBe('group_forbidden');
    },
  );

  it.each([
    'blocked',
    'admin',
    null,
    {},
    ['admin', 7],
    ['blocked', null],
    [[]],
  ])('keeps a user out whose claim %j gives no groups', async (claim) => {
    expect(await codeOf(userWith({ 'cognito:groups': claim }), groups)).toBe(
      'group_forbidden',
    );
  });

  it('lets a user without the claim in', async () => {
    expect(await codeOf(userWith(), groups)).toBeUndefined();
  });

  it.each([[[]], [['admin']], [['Blocked']], [['blocked-before']]])(
    'lets a member of %j in',
    async (own) => {
      expect(await codeOf(inGroups(...own), groups)).toBeUndefined();
    },
  );
});

describe.each([
  ['Groups', Groups, 'Groups'],
  ['AnyGroup', AnyGroup, 'Groups'],
  ['AllGroups', AllGroups, 'AllGroups'],
  ['NotInGroups', NotInGroups, 'NotInGroups'],
])('@%s()', (name, decorator, requirement) => {
  it('needs a name', () => {
    const message = `@${name}() takes one name or more, none empty: @${name}('a', 'b')`;

    expect(() => decorator()).toThrow(new Error(message));
    expect(() => decorator('')).toThrow(new Error(message));
    expect(() => decorator('admin', '')).toThrow(new Error(message));
    expect(() => decorator(...([7] as unknown as string[]))).toThrow(message);
  });

  it('stands once on a target', () => {
    class Decorated {}
    decorator('admin')(Decorated);

    expect(() => decorator('staff')(Decorated)).toThrow(
      `@${requirement}() stands twice on one target: list all values in one`,
    );
  });
});
