import fc from 'fast-check';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anythingFor, membersNamed, value } from './cases/anything.js';
import { claimsOf, headerOf } from './harness/forge.js';
import { Target } from './harness/target.js';
import { platforms } from '../support/platforms.js';

const pool = await TestUserPool.create();
const token = pool.accessToken({
  groups: ['admin', 'editor'],
  scopes: ['orders/read', 'orders/write'],
});
const header = headerOf(token);
const claims = claimsOf(token);
const anything = anythingFor(pool);
const runs = { numRuns: 250 };

const paths = ['/me', '/admin', '/both', '/not-banned', '/orders', '/recent'];

describe.each(platforms)('whatever arrives on $name', (platform) => {
  let target: Target;

  beforeAll(async () => {
    target = await Target.start(platform, pool.options);
    target.expectLetIn(await target.ask({ token }));
  });

  afterAll(() => target.stop());

  it('any Authorization header is refused in the fixed words', () =>
    fc.assert(
      fc.asyncProperty(anything.authorization, async (authorization) => {
        const headers = { authorization };
        const answer = await target.expectKnownAnswer({ headers });
        expect([400, 401]).toContain(answer.status);
      }),
      runs,
    ));

  it('anything put together like a token is refused in the fixed words', () =>
    fc.assert(
      fc.asyncProperty(anything.assembled, async (assembled) => {
        const answer = await target.expectKnownAnswer({ token: assembled });
        expect([400, 401]).toContain(answer.status);
      }),
      runs,
    ));

  it('a good token with one character changed is refused', () =>
    fc.assert(
      fc.asyncProperty(anything.altered, async (altered) => {
        const answer = await target.expectKnownAnswer({ token: altered });
        expect(answer.status).toBe(401);
      }),
      runs,
    ));

  it('any header members: who gets in has a plain RS256 header', () =>
    fc.assert(
      fc.asyncProperty(
        membersNamed('alg', 'kid', 'typ', 'crit', 'b64', 'zip', 'jwk', 'jku'),
        async (members) => {
          const signed = pool.sign({ claims, header: members });
          const answer = await target.expectKnownAnswer({ token: signed });
          if (answer.status === 200) {
            const sent = headerOf(signed);
            expect(sent).toMatchObject({ alg: 'RS256', kid: header['kid'] });
            expect(Object.keys(sent)).not.toContain('crit');
          }
        },
      ),
      runs,
    ));

  it('any claims: who gets in has every right to', () =>
    fc.assert(
      fc.asyncProperty(
        membersNamed(...Object.keys(claims), 'nbf', 'aud', 'cognito:groups'),
        fc.constantFrom(...paths),
        async (members, path) => {
          const sent = { ...claims, ...members };
          const signed = pool.sign({ claims: sent });
          const answer = await target.expectKnownAnswer({
            token: signed,
            path,
          });
          if (answer.status === 200) {
            expectRightTo(path, claimsOf(signed));
          }
        },
      ),
      runs,
    ));

  it('any JSON for claims is refused', () =>
    fc.assert(
      fc.asyncProperty(value, async (json) => {
        const signed = pool.sign({ claims: JSON.stringify(json) });
        const answer = await target.expectKnownAnswer({ token: signed });
        expect(answer.status).toBe(401);
      }),
      runs,
    ));

  it('afterwards everything is as it was', () => target.expectUnharmed(token));
});

/** What must be true of claims that opened a route. */
function expectRightTo(
  path: string,
  sent: Readonly<Record<string, unknown>>,
): void {
  const { iss, client_id, token_use } = claims;
  expect(sent).toMatchObject({ iss, client_id, token_use });
  expect(sent['sub']).toEqual(expect.stringMatching(/./s));
  expect(Number.isFinite(sent['exp'])).toBe(true);
  expect(sent['exp']).toBeGreaterThan(Date.now() / 1000 - 5);
  expect(sent['nbf'] ?? 0).toBeLessThanOrEqual(Date.now() / 1000);
  const groups = sent['cognito:groups'];
  if (path === '/admin' || path === '/both') {
    expect(groups).toEqual(expect.arrayContaining(['admin']));
  }
  if (path === '/orders') {
    expect(sent['scope']).toContain('orders/read');
  }
  if (path === '/recent') {
    expect(sent['auth_time']).toBeGreaterThan(Date.now() / 1000 - 305);
  }
}
