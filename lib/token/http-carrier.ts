import type { ExecutionContext } from '@nestjs/common';
import type { Carrier } from './carrier.js';

/** What Express and Fastify requests have in common. */
export interface HttpRequest {
  readonly headers: Carrier['headers'];
  readonly rawHeaders?: readonly string[];
  readonly raw?: { readonly rawHeaders?: readonly string[] };
  readonly cookies?: Carrier['cookies'];
  readonly query?: Carrier['query'];
  /** Whom the request comes from, once that is known. */
  user?: unknown;
}

/**
 * The request of an HTTP context; `undefined` in others. What stands in its
 * place there is the caller's own message: neither a token nor a user may be
 * taken from it.
 */
export function httpRequestOf(
  context: ExecutionContext,
): HttpRequest | undefined {
  // What switchToHttp() gives, without the closures it makes for it.
  return context.getType() === 'http' ? context.getArgByIndex(0) : undefined;
}

/**
 * The carrier of an HTTP request.
 *
 * It stands between the request and Passport, which writes properties onto
 * whatever it is given, and it asks for the query string and the cookies only
 * when an extractor does: Express parses the query each time it is asked.
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
