import type { ExplainedCheck, Explanation } from '../explain/explanation.js';
import { factsOf, quoted, shownTime } from '../explain/token-facts.js';

/** Formats an explanation for a terminal. It shows few claims, and no signature. */
export function formatExplanation(
  { accepted, checks }: Explanation,
  token: string,
): string[] {
  return [
    ...shownClaims(token),
    '',
    ...checks.flatMap(formatCheck),
    '',
    accepted ? 'Accepted.' : 'Refused.',
  ];
}

function formatCheck(check: ExplainedCheck): string[] {
  const { passed, code, why = '', remedy = '', answers } = check;
  if (passed) {
    return [`ok      ${check.check}`];
  }
  return [
    `failed  ${check.check}: ${code}${answers ? '  <- this is the answer' : ''}`,
    `        ${why}`,
    `        ${remedy}`,
  ];
}

/** Lists the claims that decide. None of them names a person. */
function shownClaims(token: string): string[] {
  const { claims } = factsOf(token);
  const { iss, token_use: use, client_id: id, aud, iat, nbf, exp } = claims;
  const rows: (readonly [string, string | undefined])[] = [
    ['issuer', shown(iss)],
    ['token_use', shown(use)],
    ['client', shown(id)],
    ['audience', shown(aud)],
    ['issued', time(iat)],
    ['not before', time(nbf)],
    ['expires', time(exp)],
    ['scopes', shown(claims['scope'])],
    ['groups', shown(claims['cognito:groups'])],
  ];
  return rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.padEnd(10)}  ${value}`],
  );
}

function shown(value: unknown): string | undefined {
  return value === undefined ? undefined : quoted(value);
}

function time(value: unknown): string | undefined {
  return value === undefined ? undefined : shownTime(value);
}
