import { CognitoBadRequestException } from '../errors/exceptions.js';
import { bearerToken, hasWhitespace, isBearer } from './bearer-header.js';
import type { MessageCarrier, TokenExtractor } from './carrier.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * Takes the token from the values that a client sends when it connects:
 * `handshake.auth` of socket.io, and the connection parameters of a GraphQL
 * subscription. It also looks into `headers` among them, as Hasura's clients send
 * it. The value is the token, with or without `Bearer` in front.
 *
 * @param names names of the value, case-insensitive; by default `token`,
 * `authToken` and `authorization`
 * @throws CognitoBadRequestException from the extractor, if a value is no string,
 * or if a name is there twice.
 */
export function fromConnection(...names: readonly string[]): TokenExtractor {
  const wanted = (
    names.length > 0 ? names : ['token', 'authToken', 'authorization']
  ).map((name) => name.toLowerCase());
  return ({ connection }) =>
    connection &&
    (findToken(connection, wanted) ??
      findToken(asValues(ownValue(connection, 'headers')), wanted));
}

/**
 * Takes the token from the payload of a message, for microservices whose
 * transport has no headers: TCP and Redis on Nest 11. Everything else in a
 * payload stays unread. It finds nothing in HTTP requests and WebSocket messages.
 *
 * @param path names of the properties that lead to the token, with dots between
 * @throws CognitoBadRequestException from the extractor, if the value is no string.
 */
export function fromPayload(path: string): TokenExtractor {
  const names = path.split('.');
  return (carrier) => {
    let value = (carrier as Partial<MessageCarrier>).payload;
    for (const name of names) {
      value = ownValue(asValues(value), name);
    }
    return tokenIn(value);
  };
}

function findToken(
  values: Values,
  wanted: readonly string[],
): string | undefined {
  for (const name of wanted) {
    const found = Object.keys(values)
      .filter((key) => key.toLowerCase() === name)
      .map((key) => tokenIn(values[key]))
      .filter((token) => token !== undefined);
    if (found.length > 1) {
      throw new CognitoBadRequestException('request_malformed');
    }
    if (found[0] !== undefined) {
      return found[0];
    }
  }
  return undefined;
}

/** Reads a token with or without its scheme. Another scheme counts as no token. */
function tokenIn(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') {
    return undefined;
  }
  if (typeof value !== 'string') {
    throw new CognitoBadRequestException('request_malformed');
  }
  return isBearer(value) || hasWhitespace(value) ? bearerToken(value) : value;
}

function asValues(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}

function ownValue(values: Values, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
