import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import {
  machineToken,
  startUserPools,
  type LocalUserPools,
} from './cognito-local.fixture.js';
import { request, type Answer } from '../../support/http.js';
import { platforms, type RunningApp } from '../../support/platforms.js';
import { bootSample, expectRefusal } from './sample.fixture.js';

let pools: LocalUserPools;

beforeAll(async () => {
  pools = await startUserPools();
});

afterAll(() => pools.stop());

describe.each(platforms)(
  'Tokens of Cognito at the orders API on $name',
  (platform) => {
    let sample: RunningApp;

    beforeAll(async () => {
      sample = await bootSample(platform, pools.pool.environment);
    });

    afterAll(() => sample.close());

    afterEach(() => {
      vi.useRealTimers();
    });

    const get = (path: string, token: string): Promise<Answer> =>
      request(sample.url + path, { token });
    const post = (path: string, token: string): Promise<Answer> =>
      request(sample.url + path, { method: 'POST', token });

    it('carry the groups of the moment they were issued', async () => {
      const { pool } = pools;
      const email = `${platform.name.toLowerCase()}@example.com`;
      await pool.createUser(email);
      const before = await pool.signIn(email);
      expectRefusal(
        await get('/orders/all', before.accessToken),
        'group_missing',
      );

      await pool.addToGroup(email, 'admin');
      const after = await pool.signIn(email);
      expect((await get('/orders/all', after.accessToken)).status).toBe(200);
      expectRefusal(
        await get('/orders/all', before.accessToken),
        'group_missing',
      );
    });

    it('are no refresh tokens', async () => {
      const { refreshToken } = await pools.pool.signIn('member@example.com');
      expectRefusal(await get('/me', refreshToken), 'token_malformed');
    });

    it('are no refresh tokens, encrypted as a real pool issues them', async () => {
      const header = { cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' };
      const refreshToken = [JSON.stringify(header), 'key', 'iv', 'text', 'tag']
        .map((part) => Buffer.from(part).toString('base64url'))
        .join('.');
      expectRefusal(await get('/me', refreshToken), 'token_malformed');
    });

    it('are refused when another pool issued them, with the same key', async () => {
      const { accessToken, idToken } =
        await pools.otherPool.signIn('admin@example.com');
      expectRefusal(await get('/orders/all', accessToken), 'issuer_unknown');
      expectRefusal(await get('/me/profile', idToken), 'issuer_unknown');
    });

    it('are refused for their client where the issuer alone would do', async () => {
      const { pool, otherPool } = pools;
      const misled = await bootSample(platform, {
        ...pool.environment,
        COGNITO_ISSUER: otherPool.issuer,
      });
      try {
        const { accessToken } = await otherPool.signIn('admin@example.com');
        const answer = await request(`${misled.url}/orders/all`, {
          token: accessToken,
        });
        expectRefusal(answer, 'client_mismatch');
      } finally {
        await misled.close();
      }
    });

    it('let a machine in where no person may go', async () => {
      const scope = 'orders/sync';
      const machine = machineToken(pools.pool, { scope });
      const person = machineToken(pools.pool, { scope, username: 'alice' });

      const answer = await post('/orders/sync', machine);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ synced: 2 });
      expectRefusal(await post('/orders/sync', person), 'policy_refused');
      expectRefusal(await get('/orders/all', machine), 'group_missing');
    });

    it('are too old for a refund five minutes after the sign-in', async () => {
      const { accessToken } = await pools.pool.signIn('admin@example.com');
      expect((await post('/orders/1/refund', accessToken)).status).toBe(200);

      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 });
      expectRefusal(
        await post('/orders/1/refund', accessToken),
        'step_up_required',
      );
      expect((await get('/orders/all', accessToken)).status).toBe(200);
    });
  },
);
