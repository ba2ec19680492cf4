import { randomBytes } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { encode, partsOf } from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';

/** The form of a token: three parts of base64url, separated by dots. */
export function* structureCases(pool: TestUserPool): Generator<HostileCase> {
  const token = pool.accessToken();
  // First, so that the variations come when the token itself is known.
  yield { name: 'the token itself', token, expected: 'let in' };
  for (const [name, hostile] of Object.entries({
    ...arrangements(token),
    ...wrappings(token),
    ...serialisations(token),
    ...long(token),
  })) {
    yield { name, token: hostile, expected: 'token_malformed' };
  }
}

function arrangements(token: string): Record<string, string> {
  const [header, claims, signature] = partsOf(token);
  const arranged = [
    ...['a', 'a.b', 'a.b.c', 'a.b.c.d', 'a.b.c.d.e', '-', '_', '0.0.0'],
    ...['.', '..', '...', '....', '.a.', 'a..', '..a', '.'.repeat(200)],
  ].map((text) => [show(text), text]);
  const parts = { header, claims, signature };
  const orders = [
    ['header'],
    ['claims'],
    ['signature'],
    ['header', 'claims'],
    ['claims', 'signature'],
    ['header', 'signature'],
    ['claims', 'header', 'signature'],
    ['signature', 'claims', 'header'],
    ['signature', 'header', 'claims'],
    ['header', 'claims', 'signature', 'signature'],
    ['header', 'header', 'claims', 'signature'],
    ['header', 'claims', 'signature', 'header', 'claims', 'signature'],
  ] as const;
  return {
    ...Object.fromEntries(arranged),
    ...Object.fromEntries(
      orders.map((names) => [
        names.join(', '),
        names.map((name) => parts[name]).join('.'),
      ]),
    ),
    'no header': `.${claims}.${signature}`,
    'no claims': `${header}..${signature}`,
    'no signature': `${header}.${claims}.`,
    'a dot before it': `.${token}`,
    'a dot behind it': `${token}.`,
    'two dots within it': `${header}..${claims}.${signature}`,
    'an empty fourth part': `${token}..`,
    'an opaque token': randomBytes(24).toString('base64url'),
    'a UUID': '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  };
}

/** Formats of RFC 7515 and 7516 that are no compact JWS; a refresh token is one. */
function serialisations(token: string): Record<string, string> {
  const [header, payload, signature] = partsOf(token);
  const jwe = encode({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' });
  const bytes = (length: number) => randomBytes(length).toString('base64url');
  const flattened = { protected: header, payload, signature };
  const general = { payload, signatures: [{ protected: header, signature }] };
  return {
    'a JWE': [jwe, bytes(256), bytes(12), bytes(900), bytes(16)].join('.'),
    'a JWE without a key': [jwe, '', bytes(12), bytes(90), bytes(16)].join('.'),
    'a JWE of three parts': [jwe, bytes(256), bytes(256)].join('.'),
    'flattened JSON': JSON.stringify(flattened),
    'general JSON': JSON.stringify(general),
    'a list': JSON.stringify([token]),
    'flattened JSON, encoded': encode(flattened),
    'flattened JSON as the header': `${encode(flattened)}.${payload}.${signature}`,
    'a nested token': `${header}.${encode(token)}.${signature}`,
    'a detached payload': `${header}..${signature}`,
    'a token with disclosures': `${token}~${bytes(20)}~`,
    'a PASETO': `v4.public.${bytes(96)}`,
  };
}

function wrappings(token: string): Record<string, string> {
  return {
    'in quotes': `"${token}"`,
    'in single quotes': `'${token}'`,
    'in angle brackets': `<${token}>`,
    'in brackets': `[${token}]`,
    'as a parameter': `token=${token}`,
    'with a prefix': `jwt:${token}`,
    'with a suffix': `${token};charset=utf-8`,
    'twice, with a comma': `${token},${token}`,
    'with dots escaped': token.replaceAll('.', '%2E'),
    'with colons for dots': token.replaceAll('.', ':'),
    'encoded again': encode(token),
    'in hex': Buffer.from(token).toString('hex'),
    'in a URL': `https://example.com/?token=${token}`,
  };
}

/** As long as Node lets a header be. */
function long(token: string): Record<string, string> {
  const [header, claims, signature] = partsOf(token);
  return {
    'a long text': 'A'.repeat(15_000),
    'long parts': `${'A'.repeat(5_000)}.`.repeat(2) + 'A'.repeat(5_000),
    'many dots': '.'.repeat(15_000),
    'many parts': 'A.'.repeat(7_500),
    'a long header': `${'A'.repeat(13_000)}.${claims}.${signature}`,
    'long claims': `${header}.${'A'.repeat(13_000)}.${signature}`,
    'a header of many braces': `${encode('{'.repeat(8_000))}.${claims}.a`,
    'claims of many brackets': `${header}.${encode('['.repeat(8_000))}.a`,
  };
}
