import type { DemoTokens } from '../../shared/demo.js';

// Each row has the curl options, the path and the expected statuses. The callers
// are nobody, the member, the admin, and the member with an ID token.
const routes = [
  ['', '/health', [200, 200, 200, 200]],
  ['', '/me', [401, 200, 200, 401]],
  ['', '/me/profile', [401, 401, 401, 200]],
  ['', '/orders', [401, 200, 200, 401]],
  ['-d item=tea ', '/orders', [401, 201, 201, 401]],
  ['', '/orders/all', [401, 403, 200, 401]],
  ['-X POST ', '/orders/1/refund', [401, 403, 200, 401]],
  ['-X DELETE ', '/orders/2', [401, 403, 204, 401]],
  ['-X POST ', '/orders/sync', [401, 403, 403, 401]],
] as const;

/**
 * Formats a curl command for every route and caller. Each line ends with the
 * expected status.
 */
export function curlLines(baseUrl: string, tokens: DemoTokens): string[] {
  const callers = [
    ['Nobody', ''],
    ['The member', bearer(tokens.member)],
    [
      'The admin; a refund needs a sign-in within the last five minutes',
      bearer(tokens.admin),
    ],
    ['The member, with the ID token', bearer(tokens.memberIdToken)],
  ] as const;

  return callers.flatMap(([who, credentials], caller) => [
    `\n# ${who}`,
    ...routes.map(
      ([options, path, statuses]) =>
        `curl -s -i ${options}${credentials}${baseUrl}${path} # ${statuses[caller]}`,
    ),
  ]);
}

const bearer = (token: string): string =>
  `-H 'Authorization: Bearer ${token}' `;
