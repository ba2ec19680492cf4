import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, expect, it } from 'vitest';
import { request } from '../support/http.js';
import { describeFamily } from './harness/describe-family.js';
import { namedKeyCases } from './cases/named-keys.js';
import { TrapServer } from './harness/trap-server.js';

const pool = await TestUserPool.create();
const { userPoolId, clientId } = pool;
const impostor = await TestUserPool.create({ userPoolId, clientId });
const keyServer = await pool.listen();
const trap = await TrapServer.start(impostor.jwks());

afterAll(() => Promise.all([keyServer.close(), trap.close()]));

describeFamily('keys named by the token', {
  // Real fetches, so that one to a wrong address would be possible.
  options: {
    userPoolId,
    clientId,
    jwksUri: keyServer.jwksUri,
    keys: { unknownKeyCooldown: 600_000 },
  },
  good: pool.accessToken(),
  cases: namedKeyCases(pool, impostor, trap.url),
});

it('nobody asked the server that the tokens named', async () => {
  expect(trap.connections).toBe(0);
  await request(trap.url);
  expect(trap.connections).toBe(1);
});

it('the key set was fetched for each app, and once more for the unknown ids', () => {
  expect(keyServer.requests).toBe(4);
});
