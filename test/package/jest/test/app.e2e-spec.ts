import type { INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { COGNITO_AUTH_MODULE_OPTIONS } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppModule } from '../src/app.module.js';

let pool: TestUserPool;
let app: INestApplication;

beforeAll(async () => {
  pool = await TestUserPool.create();
  const testing = await Test.createTestingModule({ imports: [AppModule] })
    .overrideProvider(COGNITO_AUTH_MODULE_OPTIONS)
    .useValue(pool.options)
    .compile();
  app = testing.createNestApplication({ logger: false });
  await app.listen(0, '127.0.0.1');
});

afterAll(() => app.close());

async function orders(headers: Record<string, string>): Promise<Response> {
  return fetch(`${await app.getUrl()}/orders`, { headers });
}

it('answers 401 without a token', async () => {
  const answer = await orders({});

  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="api"');
});

it('answers 200 with a token', async () => {
  const token = pool.accessToken({
    username: 'alice',
    scopes: ['orders/read'],
  });
  const answer = await orders({ authorization: `Bearer ${token}` });

  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('orders of alice');
});
