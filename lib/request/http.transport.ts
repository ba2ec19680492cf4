import { refusalHeader } from '../errors/refusal-header.js';
import { isCognitoAuthException } from '../errors/exceptions.js';
import type { Carrier } from './carrier.js';
import type { Transport } from './transport.js';

/** The properties that the requests of Express and Fastify share. */
export interface HttpRequest extends Pick<
  Carrier,
  'headers' | 'rawHeaders' | 'cookies' | 'query'
> {
  readonly raw?: { readonly rawHeaders?: readonly string[] };
}

/**
 * Reads the carrier from an HTTP request. Cookies and the query string are read
 * only on demand, because Express parses the query each time.
 */
export class HttpCarrier implements Carrier {
  constructor(
    private readonly request: HttpRequest,
    readonly type: 'http' | 'graphql' = 'http',
  ) {}

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

  isConnection: () => false,

  carrierOf: (request) => new HttpCarrier(request as HttpRequest),

  /** Sets the header here. An exception filter sends the body of the exception. */
  refuse(error, context, { realm, setHeader }) {
    if (isCognitoAuthException(error)) {
      const [name, value] = refusalHeader(error, realm);
      setHeader(context.getArgByIndex(1), name, value);
    }
    return error;
  },
};
