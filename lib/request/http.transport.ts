import { wwwAuthenticate } from '../errors/challenge.js';
import type { Carrier } from './carrier.js';
import type { Transport } from './transport.js';

/** The part of a request that Express and Fastify have in common. */
export interface HttpRequest {
  readonly headers: Carrier['headers'];
  readonly rawHeaders?: readonly string[];
  readonly raw?: { readonly rawHeaders?: readonly string[] };
  readonly cookies?: Carrier['cookies'];
  readonly query?: Carrier['query'];
}

/**
 * The carrier of an HTTP request. Passport writes properties onto whatever it
 * is given, so it never gets the request itself. Cookies and the query string
 * are read only if an extractor asks: Express parses the query each time.
 */
export class HttpCarrier implements Carrier {
  constructor(private readonly request: HttpRequest) {}

  get headers(): Carrier['headers'] {
    return this.request.headers;
  }

  get rawHeaders(): readonly string[] | undefined {
    return this.request.rawHeaders ?? this.request.raw?.rawHeaders;
  }

  get cookies(): Carrier['cookies'] {
    return this.request.cookies;
  }

  get query(): Carrier['query'] {
    return this.request.query;
  }
}

/** HTTP on any adapter, server-sent events included. */
export const httpTransport: Transport = {
  type: 'http',
  setsUser: true,

  // As switchToHttp() does, without the closures that it makes.
  holderOf: (context) => context.getArgByIndex(0),

  carrierOf: (request) => new HttpCarrier(request as HttpRequest),

  /** The header is for the response, the body for whichever filter answers. */
  refuse(error, context, { realm, setHeader }) {
    const { challenge, retryAfter } = error;
    const [name, value] = challenge
      ? ['WWW-Authenticate', wwwAuthenticate(challenge, realm)]
      : ['Retry-After', String(retryAfter)];
    setHeader(context.getArgByIndex(1), name, value);
    return error;
  },
};
