import { CognitoBadRequestException } from '../errors/exceptions.js';
import type { TokenExtractor } from './carrier.js';

const scheme = 'bearer';

/** Matches a character that the name of a scheme can hold (RFC 9110 §5.6.2). */
const nameCharacter = /[\w!#$%&'*+.^`|~-]/;

/**
 * Takes the token from `Authorization: Bearer <token>` (RFC 6750 §2.1). The name
 * of the scheme is case-insensitive (RFC 9110 §11.1). A header with another scheme
 * counts as no token.
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
    if (typeof authorization !== 'string' || isSentTwice(rawHeaders)) {
      throw new CognitoBadRequestException('request_malformed');
    }
    return bearerToken(authorization);
  };
}

/**
 * Returns the token of the value `Bearer <token>`, and `undefined` for another
 * scheme.
 *
 * @throws CognitoBadRequestException if the scheme has not exactly one token.
 */
export function bearerToken(value: string): string | undefined {
  if (!isBearer(value)) {
    return undefined;
  }
  let start = scheme.length;
  while (value.charAt(start) === ' ') {
    start += 1;
  }
  const token = value.slice(start);
  if (start === scheme.length || token === '' || hasWhitespace(token)) {
    throw new CognitoBadRequestException('request_malformed');
  }
  return token;
}

/** Returns whether the scheme is `Bearer`. A regular expression would be slower. */
export function isBearer(authorization: string): boolean {
  const next = authorization.charAt(scheme.length);
  return (
    authorization.slice(0, scheme.length).toLowerCase() === scheme &&
    (next === ' ' || !nameCharacter.test(next))
  );
}

/** Looks for a space or a tab, the white space of a header (RFC 9110 §5.6.3). */
export function hasWhitespace(token: string): boolean {
  return token.includes(' ') || token.includes('\t');
}

const headerName = 'authorization';

/** Looks into the raw headers, because Node drops the second Authorization header. */
function isSentTwice(rawHeaders: readonly string[] = []): boolean {
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
