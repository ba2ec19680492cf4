/** The parts of an unverified token. They are for explanations only. */
export interface TokenFacts {
  readonly parts: readonly string[];
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Reads a token without checking it. What cannot be read is an empty object. */
export function factsOf(token: string): TokenFacts {
  const parts = token.split('.');
  const [header = '', claims = ''] = parts;
  return { parts, header: parse(header), claims: parse(claims) };
}

function parse(part: string): Readonly<Record<string, unknown>> {
  try {
    const text = Buffer.from(part, 'base64url').toString();
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}

const maxShown = 200;

/** Shows a value of a token. It escapes what could control a terminal. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  const escaped = text.replace(
    /[^\x20-\x7e]/g,
    (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped.length > maxShown ? `${escaped.slice(0, maxShown)}…` : escaped;
}

/** Shows a NumericDate (RFC 7519 §2) as a time. */
export function shownTime(value: unknown): string {
  const date = new Date(Number(value) * 1000);
  return typeof value === 'number' && !Number.isNaN(date.getTime())
    ? date.toISOString()
    : quoted(value);
}

/** Shows a list of names. */
export function listed(values: Iterable<unknown>): string {
  return Array.from(values, quoted).join(', ') || 'none';
}
