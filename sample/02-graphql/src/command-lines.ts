import type { DemoTokens } from '../../shared/demo.js';

// Each row has an operation and the expected results. The callers are nobody, the
// member and the admin. A result is `data` or the code of the error.
const operations = [
  ['{ orders { item } }', ['UNAUTHENTICATED', 'data', 'data']],
  [
    'mutation { placeOrder(item: \\"tea\\") { id } }',
    ['UNAUTHENTICATED', 'data', 'data'],
  ],
  ['{ orders { item margin } }', ['UNAUTHENTICATED', 'FORBIDDEN', 'data']],
  ['{ allOrders { customer } }', ['UNAUTHENTICATED', 'FORBIDDEN', 'data']],
] as const;

/**
 * Formats a curl command for every operation and caller. Each line ends with the
 * expected result. The last lines subscribe.
 */
export function commandLines(url: string, tokens: DemoTokens): string[] {
  const callers = [
    ['Nobody', ''],
    ['The member', bearer(tokens.member)],
    ['The admin', bearer(tokens.admin)],
  ] as const;

  return [
    ...callers.flatMap(([who, credentials], caller) => [
      `\n# ${who}`,
      ...operations.map(
        ([operation, results]) =>
          `curl -s ${credentials}--json '{"query":"${operation}"}' ` +
          `${url}/graphql # ${results[caller]}`,
      ),
    ]),
    '\n# The admin hears of each order; the member is refused. Place orders meanwhile',
    subscribe(url, tokens.admin),
    subscribe(url, tokens.member),
  ];
}

const bearer = (token: string): string =>
  `-H 'Authorization: Bearer ${token}' `;

const subscribe = (url: string, token: string): string =>
  'node sample/02-graphql/dist/02-graphql/src/subscribe.js ' +
  `${url.replace('http', 'ws')}/graphql ${token}`;
