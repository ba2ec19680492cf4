import { CognitoBadRequestException } from '../errors/exceptions.js';
import type { TokenExtractor } from './carrier.js';

const scheme = 'bearer';

/** What the name of a scheme can go on with (RFC 9110 §5.6.2). */
const nameCharacter = /[\w!#$%&'*+.^`|~-]/;

/**
 * Takes the token from `Authorization: Bearer <token>` (RFC 6750 §2.1). The
 * scheme is case-insensitive (RFC 9110 §11.1); another scheme is no token.
 *
 * @throws CognitoBadRequestException from the extractor, for a `Bearer` header
 * without exactly one token, and for two `Authorization` headers.
 */
export function fromBearerHeader(): TokenExtractor {
  return ({ headers, rawHeaders }) => {
    const { authorization } = headers;
    if (authorization === undefined) {
      return undefined;
    }
    if (typeof authorization !== 'string' || isRepeated(rawHeaders)) {
      throw new CognitoBadRequestException('request_malformed');
    }
    if (!isBearer(authorization)) {
      return undefined;
    }
    let start = scheme.length;
    while (authorization.charAt(start) === ' ') {
      start += 1;
    }
    const token = authorization.slice(start);
    if (start === scheme.length || token === '' || hasWhitespace(token)) {
      throw new CognitoBadRequestException('request_malformed');
    }
    return token;
  };
}

/** Without a regular expression for what nearly every request has. */
function isBearer(authorization: string): boolean {
  const next = authorization.charAt(scheme.length);
  return (
    authorization.slice(0, scheme.length).toLowerCase() === scheme &&
    (next === ' ' || !nameCharacter.test(next))
  );
}

/** What can be white space in a header (RFC 9110 §5.6.3); the rest is for the token's own checks. */
function hasWhitespace(token: string): boolean {
  return token.includes(' ') || token.includes('\t');
}

const headerName = 'authorization';

/** Node keeps the first of two Authorization headers and drops the other. */
function isRepeated(rawHeaders: readonly string[] = []): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (
      name?.length === headerName.length &&
      name.toLowerCase() === headerName
    ) {
      count += 1;
    }
  }
  return count > 1;
}
