import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf } from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';

/** Members whose mere presence asks for other rules (RFC 7515, 7516, 7797). */
const refused: Readonly<Record<string, readonly unknown[]>> = {
  crit: [
    ...[[], ['exp'], ['b64'], ['alg', 'kid'], [''], [null], [[]], [0]],
    ...[null, '', 'exp', 0, 1, true, false, {}, { exp: true }],
    ...[['__proto__'], ['constructor'], ['crit'], Array(500).fill('x')],
    ...[['urn:example:must-understand'], ['x', 'x']],
  ],
  b64: [true, false, null, 'false', 'true', 0, 1, [], {}, ''],
  zip: ['DEF', 'def', 'GZIP', '', null, 0, false, true, [], {}],
  typ: [
    ...['JWE', 'JOSE', 'JOSE+JSON', 'JWS', 'jwt ', ' JWT', 'JWT\0', 'JWTS', ''],
    ...['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'id+jwt', 'at+jwt;v=1'],
    ...['token-introspection+jwt', 'application/jose', 'text/plain', 'J'],
    ...[null, 0, true, false, [], ['JWT'], {}, { typ: 'JWT' }],
    ...['__proto__', 'constructor', '\uff2aWT'],
  ],
};

/** Members that say nothing to this library, and types that tokens come with. */
const harmless: readonly Readonly<Record<string, unknown>>[] = [
  ...['JWT', 'jwt', 'Jwt', 'at+jwt', 'application/at+jwt'].map((typ) => ({
    typ,
  })),
  ...['x', 'Crit', 'CRIT', 'crit ', 'B64', 'Zip'].map((name) => ({
    [name]: [],
  })),
  { x: 'y', nonce: 'n', foo: { bar: [1, 2, 3] } },
];

/**
 * Extensions in the header, over a signature that is genuine. Combinations of
 * the same kind are what RFC 7797 tokens for another verifier look like.
 */
export function* headerExtensionCases(
  pool: TestUserPool,
): Generator<HostileCase> {
  const claims = claimsOf(pool.accessToken());
  const sign = (header: Readonly<Record<string, unknown>>) =>
    pool.sign({ claims, header });

  for (const [member, values] of Object.entries(refused)) {
    for (const value of values) {
      yield {
        name: `${member} ${show(value)}`,
        token: sign({ [member]: value }),
        expected: 'token_malformed',
      };
    }
  }
  for (const header of [
    { b64: false, crit: ['b64'] },
    { crit: ['exp'], exp: 4_102_444_800 },
    { crit: ['crit'], typ: 'JWT' },
    { zip: 'DEF', crit: ['zip'] },
    { enc: 'A256GCM', typ: 'JWE' },
  ]) {
    yield {
      name: `header ${show(header)}`,
      token: sign(header),
      expected: 'token_malformed',
    };
  }
  for (const header of harmless) {
    yield {
      name: `header ${show(header)}`,
      token: sign(header),
      expected: 'let in',
    };
  }
}
