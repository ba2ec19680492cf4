import { createHash } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf, encode, headerOf, partsOf } from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';

const base64url =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The signature: only the one the key makes, spelled the one way. */
export function* signatureCases(pool: TestUserPool): Generator<HostileCase> {
  const token = pool.accessToken();
  const [header, claims, signature] = partsOf(token);
  const genuine = Buffer.from(signature, 'base64url');
  const signed = (text: string) => `${header}.${claims}.${text}`;

  // First, so that the variations come when the token itself is known.
  yield { name: 'the token itself', token, expected: 'let in' };
  for (const [name, bytes] of Object.entries(otherBytes(genuine))) {
    yield {
      name,
      token: signed(bytes.toString('base64url')),
      expected: 'signature_invalid',
    };
  }
  for (const last of base64url.replace(signature.slice(-1), '')) {
    yield {
      name: `last character ${last}`,
      token: signed(signature.slice(0, -1) + last),
      expected: 'signature_invalid',
    };
  }
  for (const length of [1, 2, 3, 4, 100, 170, 338, 340, 341]) {
    yield {
      name: `its first ${length} characters`,
      token: signed(signature.slice(0, length)),
      expected: 'signature_invalid',
    };
  }
  for (const [name, text] of Object.entries(otherSpellings(genuine))) {
    yield { name, token: signed(text), expected: 'token_malformed' };
  }
  for (const more of ['A', 'AA', 'AAA', 'AAAA', signature]) {
    yield {
      name: `${show(more)} behind it`,
      token: signed(signature + more),
      expected: 'signature_invalid',
    };
  }
  for (const text of [signature.toLowerCase(), signature.toUpperCase()]) {
    yield {
      name: `all letters like ${text.slice(0, 4)}`,
      token: signed(text),
      expected: 'signature_invalid',
    };
  }
  yield* tampered(token);
}

function otherBytes(genuine: Buffer): Record<string, Buffer> {
  const { length } = genuine;
  const flips = Array.from({ length: 32 }, (_, index) => {
    const flipped = Buffer.from(genuine);
    const at = index * 8 + (index % 8);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (index % 8));
    return [`a bit of byte ${at} flipped`, flipped] as const;
  });
  return {
    ...Object.fromEntries(flips),
    'zeros all through': Buffer.alloc(length),
    'ones all through': Buffer.alloc(length, 0xff),
    'the number one': Buffer.alloc(length).fill(1, length - 1),
    backwards: Buffer.from(genuine).reverse(),
    'a zero before it': Buffer.concat([Buffer.alloc(1), genuine]),
    'a zero behind it': Buffer.concat([genuine, Buffer.alloc(1)]),
    'without its first byte': genuine.subarray(1),
    'without its last byte': genuine.subarray(0, -1),
    'its digest': createHash('sha256').update(genuine).digest(),
    'its text as bytes': Buffer.from(genuine.toString('base64url')),
    'much more than fits': Buffer.alloc(8_000, 1),
  };
}

/** The genuine bytes, written in other alphabets. */
function otherSpellings(genuine: Buffer): Record<string, string> {
  const text = genuine.toString('base64url');
  return {
    'base64, with padding': genuine.toString('base64'),
    'base64url, with padding': `${text}==`,
    'base64url, with half its padding': `${text}=`,
    'base64url, with a percent sign': `${text}%3D`,
    'base64url, in two lines': `${text.slice(0, 76)}%0A${text.slice(76)}`,
    'hex, with a prefix': `0x${genuine.toString('hex')}:`,
    nothing: '',
  };
}

/** Parts that were not signed together. */
function* tampered(token: string): Generator<HostileCase> {
  const [header, , signature] = partsOf(token);
  const claims = claimsOf(token);
  for (const change of [
    { 'cognito:groups': ['admin'] },
    { exp: 4_102_444_800 },
    { sub: 'mallory' },
    { username: undefined },
    { scope: 'orders/read orders/write' },
    {},
  ]) {
    const changed = Object.entries({ ...claims, ...change }).reverse();
    yield {
      name: `claims changed by ${show(change)}`,
      token: `${header}.${encode(Object.fromEntries(changed))}.${signature}`,
      expected: 'signature_invalid',
    };
  }
  for (const change of [{ typ: 'JWT' }, { x: 'y' }, { jku: 'https://x' }]) {
    const changed = encode({ ...headerOf(token), ...change });
    yield {
      name: `header changed by ${show(change)}`,
      token: `${changed}.${encode(claims)}.${signature}`,
      expected: 'signature_invalid',
    };
  }
}
