import type { DemoTokens } from '../../shared/demo.js';

/**
 * Formats curl commands that tell a story: paste them in their order. Each line
 * ends with the expected status.
 */
export function curlLines(
  [one = '', other = '']: readonly string[],
  { member, admin }: DemoTokens,
): string[] {
  const line = (token: string, url: string, status: number) =>
    `curl -s -i -H 'Authorization: Bearer ${token}' ${url} # ${status}`;
  const signOut = `-X POST ${one}/sign-out-everywhere`;
  return [
    '\n# The member is let in by both instances',
    line(member, `${one}/me`, 200),
    line(member, `${other}/me`, 200),
    '\n# The member signs out everywhere, at the first instance',
    line(member, signOut, 204),
    '\n# Both instances refuse the token now, and let others in',
    line(member, `${one}/me`, 401),
    line(member, `${other}/me`, 401),
    line(admin, `${other}/me`, 200),
    '\n# The health of the second instance, and metrics for admins',
    `curl -s -i ${other}/health # 200`,
    line(admin, `${other}/metrics`, 200),
  ];
}
