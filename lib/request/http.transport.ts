import { wwwAuthenticate } from '../errors/challenge.js';
import type { Carrier } from './carrier.js';
import type { Transport } from './transport.js';

/** The properties that the requests of Express and Fastify share. */
export interface HttpRequest {
  readonly headers: Carrier['headers'];
  readonly rawHeaders?: readonly string[];
  readonly raw?: { readonly rawHeaders?: readonly string[] };
  readonly cookies?: Carrier['cookies'];
  readonly query?: Carrier['query'];
}

/**
 * Reads the carrier from an HTTP request. Cookies and the query string are read
 * only on demand, because Express parses the query each time.
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

/** Reads and answers HTTP contexts of every adapter, also server-sent events. */
export const httpTransport: Transport = {
  type: 'http',
  setsUser: true,

  // The same as switchToHttp().getRequest(), which creates three closures.
  holderOf: (context) => context.getArgByIndex(0),

  carrierOf: (request) => new HttpCarrier(request as HttpRequest),

  /** Sets the header here. An exception filter sends the body of the exception. */
  refuse(error, context, { realm, setHeader }) {
    const { challenge, retryAfter } = error;
    const [name, value] = challenge
      ? ['WWW-Authenticate', wwwAuthenticate(challenge, realm)]
      : ['Retry-After', String(retryAfter)];
    setHeader(context.getArgByIndex(1), name, value);
    return error;
  },
};
