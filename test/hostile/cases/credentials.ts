import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { show, type HostileCase } from '../harness/hostile-case.js';

/** The `Authorization` header, with a good token that must not be found. */
export function* credentialCases(pool: TestUserPool): Generator<HostileCase> {
  const token = pool.accessToken();
  const cases: readonly (readonly [
    HostileCase['expected'],
    readonly string[],
  ])[] = [
    ['let in', accepted(token)],
    ['token_missing', otherSchemes(token)],
    ['request_malformed', malformed(token)],
    ['token_malformed', notTokens(token)],
  ];
  for (const [expected, values] of cases) {
    for (const authorization of values) {
      yield {
        name: show(authorization.replace(token, '<token>')),
        headers: { authorization },
        expected,
      };
    }
  }
}

const accepted = (token: string) => [
  `Bearer ${token}`,
  `bearer ${token}`,
  `BEARER ${token}`,
  `bEaReR ${token}`,
  `Bearer   ${token}`,
  ` Bearer ${token}`,
  `Bearer ${token} `,
  `Bearer ${token}\t`,
];

/** Schemes of other names, some of which only start or look like this one. */
function otherSchemes(token: string): string[] {
  const names = [
    ...['Basic', 'Digest', 'Negotiate', 'Token', 'JWT', 'DPoP', 'MAC', 'OAuth'],
    ...['AWS4-HMAC-SHA256', 'Bearers', 'XBearer', 'Bearer2', 'Bearer_', 'Bear'],
    ...['Bearer-', 'Bearer.', 'Bearer!', 'Bearer+', 'Bearer*', "Bearer'", 'B'],
    ...['Bearer~', 'Bearer|', 'Bearer^', 'Bearer`', 'Bearer#', 'Bearer$'],
    ...[
      'Bearer%',
      'Bearer%20',
      'Bearer&',
      'B\u00cbarer',
      '"Bearer"',
      '=Bearer',
    ],
    ...['\xa0Bearer', ':Bearer', 'Basic,', 'Basic x, Bearer', 'x Bearer'],
    ...['B earer', 'Authorization:', 'Authorization: Bearer', ',', '-', '0'],
    Buffer.from('B\u0435arer').toString('latin1'),
  ];
  return [
    ...names.map((name) => `${name} ${token}`),
    ...['', 'Basic', 'Basic YTpi', 'x', 'Bearers', '=', '"', ','],
    ...[token, `Bearer${token}`, `Bearer.${token}`, `${token} Bearer`],
    ...[
      'Bearer'.repeat(2_000),
      'B'.repeat(15_000),
      `Bearer${'A'.repeat(15_000)}`,
    ],
    ...['a '.repeat(7_500), `a${' '.repeat(15_000)}b`, ' a'.repeat(7_000)],
  ];
}

/** This scheme, but not with exactly one token behind spaces. */
function malformed(token: string): string[] {
  const separators = [
    ...['\t', ' \t', '\t ', '\xa0', '\xa0 ', ',', ', ', ':', ': ', '=', '="'],
    ...[';', '/', '\\', '(', '<', '[', '{', '"', '@', '?', '\x80', '\xff'],
  ];
  return [
    ...['Bearer', 'bearer', 'BEARER', 'Bearer ', 'Bearer  ', 'Bearer\t'],
    ...['Bearer a b', 'Bearer a b c', 'Bearer  a  b', 'Bearer a\tb'],
    ...separators.map((separator) => `Bearer${separator}${token}`),
    `Bearer ${token} ${token}`,
    `Bearer ${token}  ${token}`,
    `Bearer ${token} x`,
    `Bearer x ${token}`,
    `Bearer ${token}, Bearer ${token}`,
    `Bearer ${token} , Basic YTpi`,
    `Bearer ${token}, ${token}`,
    `Bearer ${token};\tx=y`,
    `Bearer Bearer ${token}`,
    `Bearer Basic ${token}`,
    `Bearer realm="api", token="${token}"`,
    `Bearer${'\t'.repeat(15_000)}x`,
    `Bearer ${'a '.repeat(7_000)}`,
    `Bearer ${'a\t'.repeat(7_000)}a`,
    `Bearer ${'\t'.repeat(14_000)}a`,
    `Bearer a${' '.repeat(14_000)}b`,
  ];
}

/** One thing behind the spaces, but no token. */
const notTokens = (token: string) => [
  ...[`Bearer ${token},`, `Bearer ,${token}`, `Bearer ${token};x=y`],
  ...[`Bearer "${token}"`, `Bearer <${token}>`, `Bearer (${token})`],
  ...[`Bearer token=${token}`, `Bearer =${token}`, `Bearer :${token}`],
  ...[`Bearer \xa0${token}`, `Bearer ${token}\xa0`, `Bearer ${token}\x85`],
  ...['Bearer null', 'Bearer undefined', 'Bearer [object', 'Bearer {token}'],
  ...['Bearer Bearer', 'Bearer 0', 'Bearer \xa0', 'Bearer %20', 'Bearer =='],
  ...[`Bearer ${'A'.repeat(15_000)}`, `Bearer ${' '.repeat(15_000)}A`],
  ...[`Bearer ${'A.'.repeat(7_500)}`, `Bearer ${'\xa0'.repeat(15_000)}`],
];
