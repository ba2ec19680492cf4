import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf, headerOf } from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';

/** Values that are no key id at all. */
const notKeyIds: readonly unknown[] = [
  ...[undefined, null, '', 0, 1, -1, 1.5, true, false, [], {}, [[]], [null]],
  { kid: 'x' },
  { length: 1 },
  { toString: 'x' },
];

/** Texts that reach for something else than a key. */
const reachingTexts: readonly string[] = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf'],
  ...['hasOwnProperty', '__defineGetter__', 'isPrototypeOf', 'undefined'],
  ...['null', 'NaN', '0', '-1', 'true', '[object Object]', 'get', 'keys'],
  ...['../../../../dev/null', '/dev/null', '/etc/passwd', 'file:///dev/null'],
  ...['..\\..\\windows\\win.ini', '/proc/self/environ', '%2e%2e%2f', '.'],
  ...['http://127.0.0.1:1/', 'https://example.com/jwks.json', '//example.com'],
  ...[
    "' OR '1'='1",
    "x' UNION SELECT 'key' --",
    '$(id)',
    '`id`',
    '| id',
    ';id',
  ],
  ...['{{7*7}}', '${7*7}', '<script>', '%s%n', '*', '.*', '?', '\\', '"', '\0'],
  ...[' ', '\t', '\n', '\r\nSet-Cookie: a=b', '\u2028', '\ufeff', '\ud800'],
  ...['\u043a\u043b\u044e\u0447', '\u{1f511}', 'k'.repeat(5_000)],
  ...['\u0000'.repeat(500), '../'.repeat(500)],
];

/**
 * The key id in the header, over a signature that is genuine: whatever leads
 * to the key after all would let these in.
 */
export function* keyIdCases(
  pool: TestUserPool,
  otherPool: TestUserPool,
): Generator<HostileCase> {
  const claims = claimsOf(pool.accessToken());
  const sign = (kid: unknown) => pool.sign({ claims, header: { kid } });
  const kid = String(headerOf(pool.accessToken())['kid']);

  yield { name: 'the key id', token: sign(kid), expected: 'let in' };
  for (const value of [...notKeyIds, [kid], { 0: kid }, { kid }, [kid, kid]]) {
    yield {
      name: `kid ${show(value)}`,
      token: sign(value),
      expected: 'token_malformed',
    };
  }
  for (const text of reachingTexts) {
    yield {
      name: `kid ${show(text)}`,
      token: sign(text),
      expected: 'signature_invalid',
    };
  }
  for (const [name, text] of Object.entries(spellings(kid))) {
    yield {
      name: `the key id, ${name}`,
      token: sign(text),
      expected: 'signature_invalid',
    };
  }
  yield {
    name: "the id of the pool's other key",
    token: sign(headerOf(pool.idToken())['kid']),
    expected: 'signature_invalid',
  };
  yield {
    name: "another pool's key id",
    token: sign(headerOf(otherPool.accessToken())['kid']),
    expected: 'signature_invalid',
  };
  yield {
    name: "another pool's key id and signature",
    token: otherPool.sign({ claims }),
    expected: 'signature_invalid',
  };
  yield {
    name: "another pool's signature under the key id",
    token: otherPool.sign({ claims, header: { kid } }),
    expected: 'signature_invalid',
  };
}

/** What the id of a key may be mistaken for. Ids here have `+`, `/` and `=`. */
function spellings(kid: string): Record<string, string> {
  return {
    'in capitals': kid.toUpperCase(),
    'in small letters': kid.toLowerCase(),
    'with a space before': ` ${kid}`,
    'with a space after': `${kid} `,
    'with a line feed': `${kid}\n`,
    'with a NUL': `${kid}\0`,
    'with more behind a NUL': `${kid}\0.pem`,
    'with a dot': `${kid}.`,
    'with a slash': `${kid}/`,
    'with a suffix': `${kid}.pem`,
    'with a prefix': `./${kid}`,
    'in quotes': `"${kid}"`,
    'in brackets': `["${kid}"]`,
    'without padding': kid.replace(/=+$/, ''),
    'in base64url': kid.replaceAll('+', '-').replaceAll('/', '_'),
    'as an address has it': encodeURIComponent(kid),
    'with spaces for plus': kid.replaceAll('+', ' '),
    'encoded again': Buffer.from(kid).toString('base64'),
    backwards: [...kid].reverse().join(''),
    'without its first character': kid.slice(1),
    'without its last character': kid.slice(0, -1),
    twice: `${kid}${kid}`,
    'twice, with a comma': `${kid},${kid}`,
    'with a zero-width space': `${kid}\u200b`,
  };
}
