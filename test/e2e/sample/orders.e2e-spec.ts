import { CognitoAccessMap } from 'nestjs-cognito-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tokens } from '../../../sample/shared/demo-user-pool.js';
import {
  startUserPools,
  type LocalUserPools,
} from './cognito-local.fixture.js';
import { request, type Answer } from '../../support/http.js';
import { platforms, type RunningApp } from '../../support/platforms.js';
import {
  bootSample,
  expectRefusal,
  type RefusalCode,
} from './sample.fixture.js';

let pools: LocalUserPools;
let member: Tokens;
let admin: Tokens;

beforeAll(async () => {
  pools = await startUserPools();
  member = await pools.pool.signIn('member@example.com');
  admin = await pools.pool.signIn('admin@example.com');
});

afterAll(() => pools.stop());

const callers = [
  { who: 'nobody', token: () => undefined },
  { who: 'a member', token: () => member.accessToken },
  { who: 'an admin', token: () => admin.accessToken },
  { who: 'an admin with the ID token', token: () => admin.idToken },
] as const;

/** A status, or the code of a refusal; in the order of the callers. */
type Answers = readonly (number | RefusalCode)[];

const noIdToken = 'token_use_mismatch';
const signedIn: Answers = ['token_missing', 200, 200, noIdToken];
const admins: Answers = ['token_missing', 'group_missing', 200, noIdToken];

const routes: readonly (readonly [string, Answers])[] = [
  ['GET /health', [200, 200, 200, 200]],
  ['GET /me', signedIn],
  ['GET /me/profile', ['token_missing', noIdToken, noIdToken, 200]],
  ['GET /orders', signedIn],
  ['POST /orders', ['token_missing', 201, 201, noIdToken]],
  ['GET /orders/all', admins],
  ['POST /orders/1/refund', admins],
  ['DELETE /orders/2', ['token_missing', 'group_missing', 204, noIdToken]],
  [
    'POST /orders/sync',
    ['token_missing', 'scope_missing', 'scope_missing', noIdToken],
  ],
];

const cases = routes.flatMap(([route, answers]) =>
  callers.map(({ who, token }, caller) => ({
    route,
    who,
    token,
    answer: answers[caller] ?? 0,
  })),
);

describe.each(platforms)('The orders API on $name', (platform) => {
  let sample: RunningApp;

  beforeAll(async () => {
    sample = await bootSample(platform, pools.pool.environment);
  });

  afterAll(() => sample.close());

  it('has this access map', () => {
    expect(sample.app.get(CognitoAccessMap).toString()).toMatchInlineSnapshot(`
      "public  GET /                    PageController.page()
      public  GET /access/routes       AccessController.routes()
      public  POST /access/why         AccessController.why()
      public  GET /app.js              PageController.script()
      public  GET /base.css            PageAssetsController.style()
      public  GET /cognito.js          PageAssetsController.script()
      public  GET /health              HealthController.check()
      public  GET /icon.svg            PageAssetsController.icon()
      public  GET /sign-in.json        PageAssetsController.signIn()
      public  GET /style.css           PageController.style()
      token   GET /me                  MeController.whoAmI()          token_use access
      token   GET /me/profile          MeController.profile()         token_use id
      token   GET /orders              OrdersController.mine()        token_use access; scope aws.cognito.signin.user.admin
      token   POST /orders             OrdersController.place()       token_use access; scope aws.cognito.signin.user.admin
      token   DELETE /orders/:id       OrdersController.delete()      token_use access; group admin
      token   POST /orders/:id/refund  OrdersController.refund()      token_use access; sign-in at most 300 s ago; group admin
      token   GET /orders/all          OrdersController.all()         token_use access; group admin
      token   POST /orders/sync        OrdersController.sync()        token_use access; scope orders/sync; policy is a machine"
    `);
  });

  /** Asks for a route such as "GET /me"; an order placed is one for tea. */
  function ask(route: string, token?: string): Promise<Answer> {
    const [method, path = ''] = route.split(' ');
    const order = route === 'POST /orders';
    return request(sample.url + path, {
      method,
      token,
      headers: order ? { 'content-type': 'application/json' } : {},
      body: order ? '{"item":"tea"}' : undefined,
    });
  }

  it.each(cases)('$route answers $who: $answer', async (example) => {
    const answer = await ask(example.route, example.token());
    if (typeof example.answer === 'number') {
      expect(answer.status).toBe(example.answer);
      expect(answer.headers['www-authenticate']).toBeUndefined();
    } else {
      expectRefusal(answer, example.answer);
    }
  });

  it('tells callers who they are', async () => {
    const { body } = await ask('GET /me', admin.accessToken);
    const { sub } = claimsOf(admin.accessToken);
    expect(sub).toEqual(expect.any(String));
    expect(body).toEqual({
      sub,
      username: sub,
      groups: ['admin'],
      scopes: ['aws.cognito.signin.user.admin'],
    });
  });

  it('shows the profile that is in the ID token', async () => {
    const { body } = await ask('GET /me/profile', member.idToken);
    expect(body).toEqual({ email: 'member@example.com', verified: true });
  });

  it('lists the orders of the caller and of nobody else', async () => {
    const mine = { customer: claimsOf(member.accessToken)['sub'], item: 'tea' };
    const placed = await ask('POST /orders', member.accessToken);
    await ask('POST /orders', admin.accessToken);
    expect(placed.body).toMatchObject(mine);

    const { text } = await ask('GET /orders', member.accessToken);
    const orders = JSON.parse(text) as { id: string; customer: string }[];
    expect(orders).toContainEqual(placed.body);
    expect(new Set(orders.map((order) => order.customer))).toEqual(
      new Set([mine.customer]),
    );
  });

  it('asks for an item to place an order for', async () => {
    const answer = await request(`${sample.url}/orders`, {
      method: 'POST',
      token: member.accessToken,
    });
    expect(answer.status).toBe(400);
  });

  it('knows no order to refund under an unknown id', async () => {
    const answer = await ask('POST /orders/99/refund', admin.accessToken);
    expect(answer.status).toBe(404);
  });
});

function claimsOf(token: string): Record<string, unknown> {
  const [, claims = ''] = token.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<
    string,
    unknown
  >;
}
