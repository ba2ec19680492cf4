import { expect, it } from 'vitest';
import { challengeOf, describeRoutes, pool } from './authorization.fixture.js';

describeRoutes('groups', (ask) => {
  it.each([
    ['groups', ['admin'], 200],
    ['groups', ['x', 'editor'], 200],
    ['groups', [], 403],
    ['groups', ['administrators'], 403],
    ['groups', ['Admin'], 403],
    ['groups', ['admin '], 403],
    ['groups', ['admin,editor'], 403],
    ['all-groups', ['editor', 'admin'], 200],
    ['all-groups', ['admin'], 403],
    ['all-groups', ['admin', 'admin'], 403],
  ])('%s with groups %j answers %i', async (path, groups, status) => {
    const answer = await ask(`route/${path}`, pool.accessToken({ groups }));
    expect(answer.status).toBe(status);
    if (status === 403) {
      expect(answer.body).toEqual({
        statusCode: 403,
        error: 'Forbidden',
        message: 'Membership of a required group is missing',
        code: 'group_missing',
      });
      expect(answer.headers['www-authenticate']).toBe(
        challengeOf(
          'insufficient_scope',
          'Membership of a required group is missing',
        ),
      );
    }
  });

  it.each([
    ['administrators'],
    ['admin'],
    ['admin,editor'],
    [[['admin']]],
    [['admin', 7]],
    [{ admin: true }],
    [null],
  ])('takes groups from a list of texts only, not %j', async (groups) => {
    const token = pool.accessToken({
      claims: { 'cognito:groups': groups, groups: ['admin'] },
    });
    const answer = await ask('route/groups', token);
    expect(answer.body['code']).toBe('group_missing');
  });

  it('refuses members of a forbidden group', async () => {
    const banned = pool.accessToken({ groups: ['admin', 'banned'] });
    const refused = await ask('route/not-in-groups', banned);
    expect(refused.status).toBe(403);
    expect(refused.body['code']).toBe('group_forbidden');
    const allowed = await ask('route/not-in-groups', pool.accessToken());
    expect(allowed.status).toBe(200);
  });

  it.each([['banned'], [['banned', 7]], [[['banned']]], [null]])(
    'refuses whose groups cannot be told where some are forbidden: %j',
    async (groups) => {
      const token = pool.accessToken({ claims: { 'cognito:groups': groups } });
      const answer = await ask('route/not-in-groups', token);
      expect(answer.body['code']).toBe('group_forbidden');
    },
  );
});
