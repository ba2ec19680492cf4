import type { DemoTokens } from '../../shared/demo.js';

// Each row has the path and the expected statuses. The callers are nobody, the
// member and the admin.
const routes = [
  ['/health', [200, 200, 200]],
  ['/orders', [401, 200, 200]],
  ['/orders/all', [401, 403, 200]],
] as const;

/**
 * Formats a curl command for every route and caller. Each line ends with the
 * expected status.
 */
export function curlLines(baseUrl: string, tokens: DemoTokens): string[] {
  const callers = [
    ['Nobody', ''],
    ['The member', bearer(tokens.member)],
    ['The admin', bearer(tokens.admin)],
  ] as const;

  return callers.flatMap(([who, credentials], caller) => [
    `\n# ${who}`,
    ...routes.map(
      ([path, statuses]) =>
        `curl -s -i ${credentials}${baseUrl}${path} # ${statuses[caller]}`,
    ),
  ]);
}

const bearer = (token: string): string =>
  `-H 'Authorization: Bearer ${token}' `;
