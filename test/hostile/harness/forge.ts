/** A header or claims as JSON has them. */
export type Members = Readonly<Record<string, unknown>>;

/** A part of a token, before it is encoded. */
export type Part = string | Uint8Array | Members;

export function encode(part: Part): string {
  const isText = typeof part === 'string' || part instanceof Uint8Array;
  const text = isText ? part : JSON.stringify(part);
  return Buffer.from(text as string).toString('base64url');
}

/** Puts a token together, with whatever a signer makes of its first two parts. */
export function forge(
  header: Part,
  claims: Part,
  sign: (signingInput: string) => Uint8Array,
): string {
  const signingInput = `${encode(header)}.${encode(claims)}`;
  return `${signingInput}.${Buffer.from(sign(signingInput)).toString('base64url')}`;
}

export const headerOf = (token: string): Members => decode(token, 0);

export const claimsOf = (token: string): Members => decode(token, 1);

function decode(token: string, index: number): Members {
  const part = token.split('.')[index] ?? '';
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Members;
}

/** The three parts of a token. */
export function partsOf(token: string): [string, string, string] {
  const [header = '', claims = '', signature = ''] = token.split('.');
  return [header, claims, signature];
}

/** JSON in which one member is written as given: `1e999` has no other way in. */
export function withRaw(members: Members, name: string, raw: string): string {
  const rest = JSON.stringify({ ...members, [name]: undefined });
  return `${rest.slice(0, -1)},${JSON.stringify(name)}:${raw}}`;
}
