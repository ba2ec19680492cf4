import { CognitoBadRequestException } from '../errors/exceptions.js';
import type { Carrier, TokenExtractor } from './carrier.js';

/**
 * Takes the token from a cookie, parsed by the application (`cookie-parser`,
 * `@fastify/cookie`) or read here from the `Cookie` header.
 *
 * A browser sends cookies by itself, also with requests that another site
 * makes: protect such routes against cross-site request forgery.
 *
 * @param name name of the cookie, case-sensitive
 */
export function fromCookie(name: string): TokenExtractor {
  return (carrier) => {
    const parsed = carrier.cookies;
    if (parsed && Object.hasOwn(parsed, name)) {
      return textOf(parsed[name]);
    }
    return textOf(readCookie(carrier.headers['cookie'], name));
  };
}

/**
 * Takes the token from a header of its own, whose whole value it is.
 *
 * @param name name of the header, case-insensitive
 */
export function fromHeader(name: string): TokenExtractor {
  const key = name.toLowerCase();
  return ({ headers }) =>
    Object.hasOwn(headers, key) ? single(headers[key]) : undefined;
}

/**
 * Takes the token from a query parameter. Unsafe: addresses end up in logs, in
 * the browser's history and in `Referer` headers (RFC 6750 §2.3, §5.3). Use it
 * only where nothing else can be sent, with tokens that end soon.
 *
 * @param name name of the parameter, case-sensitive
 */
export function fromQuery(name: string): TokenExtractor {
  return ({ query }) =>
    query && Object.hasOwn(query, name) ? single(query[name]) : undefined;
}

/**
 * The token of a carrier: what the first extractor that finds one found.
 *
 * @throws CognitoBadRequestException as the extractors do.
 */
export function extractToken(
  extractors: readonly TokenExtractor[],
  carrier: Carrier,
): string | undefined {
  for (const extract of extractors) {
    const found: unknown = extract(carrier);
    if (typeof found === 'object' && found !== null) {
      // A promise, most likely: to go on as if nothing was found would hide it.
      throw new Error('A token extractor must return a string or undefined');
    }
    const token = textOf(found);
    if (token !== undefined) {
      return token;
    }
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Two values where one token belongs: which of them counts must not be guessed. */
function single(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    throw new CognitoBadRequestException('request_malformed');
  }
  return textOf(value);
}

/** Tokens need no decoding, so a malformed escape elsewhere in the header does no harm. */
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
