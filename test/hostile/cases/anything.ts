import fc, { type Arbitrary } from 'fast-check';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import {
  claimsOf,
  encode,
  headerOf,
  partsOf,
  type Members,
} from '../harness/forge.js';

/** What `fast-check` makes up for a pool: never a token that should be let in. */
export interface Anything {
  /** The value of an `Authorization` header. */
  readonly authorization: Arbitrary<string>;
  /** Parts of all kinds, put together like a token. */
  readonly assembled: Arbitrary<string>;
  /** A good token with one character changed, left out or put in. */
  readonly altered: Arbitrary<string>;
}

/** Texts that have a meaning to somebody, and any others. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ...['__proto__', 'constructor', 'toString', 'then', 'length', '', '\0'],
    ...['RS256', 'none', 'HS256', 'JWT', 'access', 'id', 'admin'],
  ),
);

/** A value as JSON can have it, however odd. */
export const value: Arbitrary<unknown> = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }),
  fc.double(),
  fc.integer(),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
);

/** Some members of an object, by the names that matter; `undefined` takes one away. */
export const membersNamed = (...names: string[]) =>
  fc.dictionary(
    fc.oneof(fc.constantFrom(...names), text),
    fc.oneof(value, fc.constant(undefined)),
    { maxKeys: 3 },
  );

const character = (min: number, max: number) =>
  fc.integer({ min, max }).map((code) => String.fromCharCode(code));

/** What HTTP lets be in a header (RFC 9110 §5.5), as Node reads it. */
const headerText = fc.string({
  unit: fc.oneof(
    character(0x20, 0x7e),
    character(0x80, 0xff),
    fc.constantFrom('\t', ' ', '.', ',', '=', 'B', 'e'),
  ),
  maxLength: 200,
});

export function anythingFor(pool: TestUserPool): Anything {
  const token = pool.accessToken();
  const parts = partsOf(token);
  const part = fc.oneof(
    fc.constantFrom(...parts),
    fc.jsonValue().map((json) => encode(JSON.stringify(json))),
    fc.uint8Array().map(encode),
    headerText,
    fc.base64String(),
  );
  const changed = (good: Members) =>
    membersNamed(...Object.keys(good), 'typ', 'crit').map((members) =>
      encode({ ...good, ...members }),
    );
  const [header, claims, signature] = parts;
  const assembled = fc
    .oneof(
      fc.array(part, { maxLength: 6 }),
      fc.tuple(
        fc.oneof(fc.constant(header), changed(headerOf(token))),
        fc.oneof(fc.constant(claims), changed(claimsOf(token))),
        fc.oneof(fc.constant(signature), fc.uint8Array().map(encode)),
      ),
    )
    .map((some) => some.join('.').replace(/\s/g, ''))
    .filter((text) => text !== token);
  const authorization = fc
    .oneof(
      headerText,
      headerText.map((rest) => `Bearer${rest}`),
      headerText.map((rest) => `Bearer ${rest}`),
      fc
        .tuple(
          fc.constantFrom('Bearer', 'bearer', 'Basic', 'Bear', ''),
          headerText,
          fc.oneof(assembled, headerText),
          headerText,
        )
        .map((pieces) => pieces.join('')),
    )
    .filter((text) => !text.includes(token));
  return { authorization, assembled, altered: alterations(token) };
}

function alterations(token: string): Arbitrary<string> {
  return fc
    .tuple(
      fc.nat({ max: token.length }),
      fc.nat({ max: 1 }),
      fc.string({
        unit: fc.constantFrom(...'ABCDabcd0189-_.=+/~%'),
        maxLength: 1,
      }),
    )
    .map(
      ([at, taken, put]) => token.slice(0, at) + put + token.slice(at + taken),
    )
    .filter((text) => text !== token);
}
