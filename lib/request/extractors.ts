import { CognitoBadRequestException } from '../errors/exceptions.js';
import type { Carrier, TokenExtractor } from './carrier.js';

/**
 * Takes the token from a cookie. The application can parse cookies
 * (`cookie-parser`, `@fastify/cookie`); otherwise the `Cookie` header is read.
 *
 * A browser also sends cookies with requests that another site makes. Protect
 * such routes against cross-site request forgery.
 *
 * @param name name of the cookie, case-sensitive
 */
export function fromCookie(name: string): TokenExtractor {
  return (carrier) => {
    const parsed = carrier.cookies;
    if (parsed && Object.hasOwn(parsed, name)) {
      return nonEmptyString(parsed[name]);
    }
    return nonEmptyString(readCookie(carrier.headers['cookie'], name));
  };
}

/**
 * Takes the token from a header. The whole value of the header is the token.
 *
 * @param name name of the header, case-insensitive
 */
export function fromHeader(name: string): TokenExtractor {
  const key = name.toLowerCase();
  return ({ headers }) =>
    Object.hasOwn(headers, key) ? singleString(headers[key]) : undefined;
}

/**
 * Takes the token from a query parameter. This is unsafe: URLs end up in logs, in
 * the browser's history and in `Referer` headers (RFC 6750 §2.3, §5.3). Use it
 * only if the client can send nothing else, with tokens that expire soon.
 *
 * @param name name of the parameter, case-sensitive
 */
export function fromQuery(name: string): TokenExtractor {
  return ({ query }) =>
    query && Object.hasOwn(query, name) ? singleString(query[name]) : undefined;
}

/**
 * Returns the token of the first extractor that finds one.
 *
 * @throws CognitoBadRequestException if an extractor throws it.
 */
export function extractToken(
  extractors: readonly TokenExtractor[],
  carrier: Carrier,
): string | undefined {
  for (const extract of extractors) {
    const found: unknown = extract(carrier);
    if (typeof found === 'object' && found !== null) {
      // Most likely a promise. To treat it as no token would hide the mistake.
      throw new Error('A token extractor must return a string or undefined');
    }
    const token = nonEmptyString(found);
    if (token !== undefined) {
      return token;
    }
  }
  return undefined;
}

function nonEmptyString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Refuses several values, because it must not guess which of them is the token. */
function singleString(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    throw new CognitoBadRequestException('request_malformed');
  }
  return nonEmptyString(value);
}

/** Reads a cookie without decoding, so that no malformed escape can throw. */
function readCookie(header: unknown, name: string): string | undefined {
  if (typeof header !== 'string') {
    return undefined;
  }
  const prefix = `${name}=`;
  const cookie = header
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(prefix));
  return cookie?.slice(prefix.length);
}
