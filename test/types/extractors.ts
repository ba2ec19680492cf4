import {
  fromBearerHeader,
  fromCookie,
  fromHeader,
  fromQuery,
  type Carrier,
  type TokenExtractor,
} from 'nestjs-cognito-auth';

/** Extractors of the library, and one of an application's own. */
export const extractors: TokenExtractor[] = [
  fromBearerHeader(),
  fromCookie('token'),
  fromHeader('x-token'),
  fromQuery('token'),
  ({ headers }) =>
    typeof headers['x-jwt'] === 'string' ? headers['x-jwt'] : undefined,
];

/** The smallest carrier. */
export const carrier: Carrier = { type: 'http', headers: {} };

// @ts-expect-error the header is known
fromBearerHeader('authorization');
// @ts-expect-error a cookie has a name
fromCookie();
// @ts-expect-error a name is a text
fromHeader(7);
// @ts-expect-error a parameter has a name
fromQuery();

// @ts-expect-error a token is there at once, or not
export const late: TokenExtractor = async () => 'token';
// @ts-expect-error undefined where there is none
export const none: TokenExtractor = () => null;
// @ts-expect-error headers are always there
export const empty: Carrier = {};

/** A carrier is for reading. */
export function isReadOnly(given: Carrier): void {
  // @ts-expect-error read-only
  given.headers['authorization'] = 'Bearer a';
  // @ts-expect-error read-only
  given.cookies = {};
}
