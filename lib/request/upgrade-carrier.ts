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
    this.headers = acceptsCookies ? { ...others, cookie } : others;
    this.rawHeaders = request?.rawHeaders;
    this.connection = isRecord(connection) ? connection : undefined;
  }

  get query(): Carrier['query'] {
    const [, query] = this.request?.url?.split('?') ?? [];
    return Object.fromEntries(new URLSearchParams(query));
  }
}

/** Accepts no list: a client may send any JSON value. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
