import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  CognitoAuthModule,
  CognitoUnauthorizedException,
  CognitoVerifier,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cpuLimit, measured } from './harness/cpu.js';
import { claimsOf, encode, partsOf } from './harness/forge.js';
import { show } from './harness/hostile-case.js';

const pool = await TestUserPool.create();
const token = pool.accessToken();
const [header, claims, signature] = partsOf(token);
const maxTokenLength = 65_536;

let context: INestApplicationContext;
let verifier: CognitoVerifier;

beforeAll(async () => {
  context = await NestFactory.createApplicationContext(
    CognitoAuthModule.forRoot(pool.options),
    { logger: false },
  );
  verifier = context.get(CognitoVerifier);
});

afterAll(() => context.close());

/** How a token fares with the verifier, in the time it may take. */
async function verify(given: unknown): Promise<unknown> {
  const { result, cpu } = await measured(() =>
    verifier.verify(given as string).then(
      ({ kind }) => kind,
      (error: unknown) =>
        error instanceof CognitoUnauthorizedException ? error.code : error,
    ),
  );
  expect(cpu).toBeLessThan(cpuLimit);
  return result;
}

const values: readonly unknown[] = [
  ...[undefined, null, '', 0, 1, NaN, true, false, [], {}, [token], [[token]]],
  ...[{ token }, { length: 3 }, { 0: token, length: 1 }, { toString: token }],
];

const notTexts: readonly (readonly [name: string, value: unknown])[] = [
  ...values.map((value) => [show(value), value] as const),
  ['a String object', Object(token)],
  ['bytes', Buffer.from(token)],
  ['a symbol', Symbol(token)],
  ['a big number', 10n ** 20n],
  ['a function', () => token],
  ['an object that becomes a token', { toString: () => token }],
  ['an object that splits', { length: 1, split: () => partsOf(token) }],
  ['an object that throws', new Proxy({}, { get: () => expect.fail() })],
];

it.each(notTexts)('what is no text is no token: %s', async (_, given) => {
  expect(await verify(given)).toBe('token_missing');
});

const nested = (depth: number, open: string, close: string) =>
  open.repeat(depth) + close.repeat(depth);

const long: Readonly<Record<string, string>> = {
  letters: 'A'.repeat(maxTokenLength),
  dots: '.'.repeat(maxTokenLength),
  parts: 'A.'.repeat(maxTokenLength / 2),
  spaces: ' '.repeat(maxTokenLength),
  padding: '='.repeat(maxTokenLength),
  braces: `${encode('{'.repeat(40_000))}.${claims}.${signature}`,
  brackets: `${header}.${encode('['.repeat(40_000))}.${signature}`,
  'nested lists': `${header}.${encode(nested(20_000, '[', ']'))}.${signature}`,
  'a long name': `${encode(`{"${'a'.repeat(45_000)}":`)}.${claims}.${signature}`,
  'many dots behind a token': token + '.'.repeat(60_000),
  'ten million letters': 'A'.repeat(10_000_000),
  'ten million dots': '.'.repeat(10_000_000),
  'a token behind ten million spaces': ' '.repeat(10_000_000) + token,
  'a token before ten million letters': token + 'A'.repeat(10_000_000),
};

it.each(Object.entries(long))('long, and no token: %s', async (_, text) => {
  expect(await verify(text)).toBe('token_malformed');
});

it.each([
  ['a signature', `${header}.${claims}.${'A'.repeat(60_000)}`],
  [
    'a signature of foreign letters',
    `${header}.${claims}.${'_'.repeat(60_000)}`,
  ],
  ['a key id', pool.sign({ claims: {}, header: { kid: 'k'.repeat(40_000) } })],
])('long: %s', async (_, text) => {
  expect(await verify(text)).toMatch(/^(signature_invalid|issuer_unknown)$/);
});

const withFiller = (filler: string) =>
  pool.sign({
    claims: `${JSON.stringify(claimsOf(token)).slice(0, -1)},"x":${filler}}`,
  });

it.each([
  ['a long text', `"${'x'.repeat(40_000)}"`],
  ['deep lists', nested(20_000, '[', ']')],
  ['deep objects', `${'{"":'.repeat(8_000)}0${'}'.repeat(8_000)}`],
  ['many lists', `[${'[],'.repeat(13_000)}[]]`],
  ['many numbers', `[${'1,'.repeat(20_000)}1]`],
  ['a long number', '9'.repeat(40_000)],
])('long, but good: a token with %s', async (_, filler) => {
  expect(await verify(withFiller(filler))).toBe('user');
});

it('long, but good: a user in a hundred groups with long names', async () => {
  const groups = Array.from({ length: 100 }, (_, index) =>
    String(index).padEnd(128, 'g'),
  );
  expect(await verify(pool.accessToken({ groups }))).toBe('user');
});

it('a good token that is too long is refused', async () => {
  const filler = `"${'x'.repeat(50_000)}"`;
  expect(await verify(withFiller(filler))).toBe('token_malformed');
});

it('the limit is exact', async () => {
  for (const [limit, expected] of [
    [token.length, 'user'],
    [token.length - 1, 'token_malformed'],
  ] as const) {
    const limited = await NestFactory.createApplicationContext(
      CognitoAuthModule.forRoot({ ...pool.options, maxTokenLength: limit }),
      { logger: false },
    );
    verifier = limited.get(CognitoVerifier);
    expect(await verify(token)).toBe(expected);
    await limited.close();
  }
});
