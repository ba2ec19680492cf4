import type { Carrier } from './carrier.js';
import type { ReadingOptions } from './transport.js';

/** The HTTP request that asked for an upgrade to a WebSocket. */
export interface UpgradeRequest extends Pick<Carrier, 'rawHeaders'> {
  readonly headers?: Carrier['headers'] | undefined;
  readonly url?: string | undefined;
}

/**
 * Reads the carrier of a connection from its upgrade request and the values that
 * the client sent when it connected.
 *
 * Browsers send cookies with an upgrade that any site asks for, and CORS does not
 * apply. So the carrier has cookies only if their `Origin` is accepted.
 */
export class UpgradeCarrier implements Carrier {
  readonly headers: Carrier['headers'];
  readonly rawHeaders: Carrier['rawHeaders'];
  readonly connection: Carrier['connection'];

  constructor(
    readonly type: 'ws' | 'graphql',
    private readonly request: UpgradeRequest | undefined,
    connection: unknown,
    { origins }: ReadingOptions,
  ) {
    const { cookie, ...others } = request?.headers ?? {};
    const { origin } = others;
    const acceptsCookies = typeof origin === 'string' && origins.has(origin);
    this.headers =
      acceptsCookies && cookie !== undefined ? { ...others, cookie } : others;
    this.rawHeaders = acceptsCookies
      ? request?.rawHeaders
      : request?.rawHeaders && withoutCookies(request.rawHeaders);
    this.connection = isRecord(connection) ? connection : undefined;
  }

  /** A parameter that comes twice is a list, so that no extractor guesses. */
  get query(): Carrier['query'] {
    const url = this.request?.url ?? '';
    const start = url.indexOf('?');
    const parameters = new URLSearchParams(start < 0 ? '' : url.slice(start));
    return Object.fromEntries(
      [...new Set(parameters.keys())].map((name) => {
        const values = parameters.getAll(name);
        return [name, values.length > 1 ? values : values[0]];
      }),
    );
  }
}

/** Removes cookies from header names and values in turn. */
function withoutCookies(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter(
    (_, index) => rawHeaders[index - (index % 2)]?.toLowerCase() !== 'cookie',
  );
}

/** Accepts no list: a client may send any JSON value. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
