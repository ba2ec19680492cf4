import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialCases } from './cases/credentials.js';
import { describeFamily } from './harness/describe-family.js';
import { placeCases } from './cases/places.js';
import { rawRequest } from './harness/raw-request.js';
import { Target } from './harness/target.js';
import { platforms } from '../support/platforms.js';

const pool = await TestUserPool.create();
const { options } = pool;
const token = pool.accessToken();

describeFamily('hostile Authorization headers', {
  options,
  good: token,
  cases: [...credentialCases(pool), ...placeCases(pool)],
});

describe.each(platforms)('hostile requests on $name', (platform) => {
  let target: Target;

  beforeAll(async () => {
    target = await Target.start(platform, options);
  });

  afterAll(() => target.stop());

  const ask = (...headers: string[]) =>
    rawRequest(target.app.url, ['GET /me HTTP/1.1', 'Host: x', ...headers]);

  it.each([
    ['Authorization', 'authorization'],
    ['AUTHORIZATION', 'Authorization'],
  ])('with %s and %s', async (first, second) => {
    const answer = await ask(
      `${first}: Bearer ${token}`,
      `${second}: Bearer ${token}`,
    );
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('"code":"request_malformed"');
  });

  it.each([
    ['a folded header', ['Authorization: Bearer', ` ${token}`]],
    ['a space before the colon', [`Authorization : Bearer ${token}`]],
    ['a space before the name', [` Authorization: Bearer ${token}`]],
    ['a NUL in the header', [`Authorization: Bearer ${token}\0`]],
    ['a carriage return in the header', [`Authorization: Bearer\r${token}`]],
    ['a line feed in the header', [`Authorization: Bearer\n${token}`]],
  ])('with %s', async (_, headers) => {
    const { status } = await ask(...headers);
    expect([400, 401]).toContain(status);
    expect(target.witness.reached).toEqual([]);
  });

  it.each(['HEAD', 'OPTIONS', 'POST', 'PUT', 'get'])(
    'with the method %s',
    async (method) => {
      target.witness.forget();
      await rawRequest(target.app.url, [`${method} /me HTTP/1.1`, 'Host: x']);
      expect(target.witness.reached).toEqual([]);
    },
  );

  it.each([
    '//me',
    '/me/',
    '/ME',
    '/me;x',
    '/%6de',
    '/me%00',
    '/./me',
    '/x/../me',
  ])('for the path %s', async (path) => {
    target.witness.forget();
    const { status } = await rawRequest(target.app.url, [
      `GET ${path} HTTP/1.1`,
      'Host: x',
    ]);
    expect([400, 401, 404]).toContain(status);
    expect(target.witness.reached).toEqual([]);
  });
});
