import { TokenUse } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { codeOf, idUserWith, refusalOf, userWith } from './users.fixture.js';

describe('@TokenUse()', () => {
  it('lets only that kind of token in', async () => {
    expect(await codeOf(userWith(), TokenUse('access'))).toBeUndefined();
    expect(await codeOf(idUserWith(), TokenUse('id'))).toBeUndefined();
    expect(await codeOf(idUserWith(), TokenUse('access'))).toBe(
      'token_use_mismatch',
    );
    expect(await codeOf(userWith(), TokenUse('id'))).toBe('token_use_mismatch');
  });

  it('lets both in where both are named', async () => {
    const both = TokenUse('access', 'id');

    expect(await codeOf(userWith(), both)).toBeUndefined();
    expect(await codeOf(idUserWith(), both)).toBeUndefined();
  });

  it('refuses the token, not the user: 401', async () => {
    expect(await refusalOf(userWith(), TokenUse('id'))).toMatchObject({
      status: 401,
      challenge: { error: 'invalid_token' },
    });
  });

  it.each(['refresh', 'ID', '', 7])('does not know %j', (use) => {
    const given = ['access', use] as ('access' | 'id')[];

    expect(() => TokenUse(...given)).toThrow(
      new Error(`@TokenUse() takes 'access' and 'id'`),
    );
  });

  it('needs a name', () => {
    expect(() => TokenUse()).toThrow(
      '@TokenUse() takes one name or more, none empty',
    );
  });

  it('stands once on a target', () => {
    class Decorated {}
    TokenUse('access')(Decorated);

    expect(() => TokenUse('id')(Decorated)).toThrow(
      '@TokenUse() stands twice on one target',
    );
  });
});
