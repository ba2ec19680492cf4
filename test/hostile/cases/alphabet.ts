import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { partsOf } from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';

/** Characters that base64url does not have. */
const foreign = [
  ...'+/=~%!"\'\\,:;@*<>(){}[]|^`&?#$',
  ...['%2e', '\x80', '\xa0', '\xe9', '\xff'],
];

/** What ends a token in a header: there are two then. */
const spaces = [' ', '\t'];

/** Characters within a token that have no place there (RFC 7515 §2). */
export function* alphabetCases(pool: TestUserPool): Generator<HostileCase> {
  const token = pool.accessToken();
  const parts = partsOf(token);
  for (const [index, part] of parts.entries()) {
    const middle = Math.floor(part.length / 2);
    const insert = (char: string, at: number) =>
      parts.with(index, part.slice(0, at) + char + part.slice(at)).join('.');

    for (const char of foreign) {
      for (const at of [0, middle, part.length]) {
        yield {
          name: `${show(char)} at ${at} of part ${index + 1}`,
          token: insert(char, at),
          expected: 'token_malformed',
        };
      }
    }
    for (const char of spaces) {
      yield {
        name: `${show(char)} at ${middle} of part ${index + 1}`,
        token: insert(char, middle),
        expected: 'request_malformed',
      };
    }
  }
}
