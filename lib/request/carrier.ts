/**
 * What a request offers to find a token in, alike for every kind of context
 * and every HTTP adapter.
 */
export interface Carrier {
  /** Header values by lower-case name. */
  readonly headers: Readonly<
    Record<string, string | readonly string[] | undefined>
  >;
  /**
   * Names and values in turn, as received (Node's `rawHeaders`): the one place
   * where a header that was sent twice still shows.
   */
  readonly rawHeaders?: readonly string[];
  /** Cookies, where the application parses them. */
  readonly cookies?: Readonly<Record<string, unknown>>;
  /** Parameters of the query string. */
  readonly query?: Readonly<Record<string, unknown>>;
}

/**
 * Finds the token in a carrier; `undefined` where there is none.
 *
 * If an extractor throws an exception of Nest or of this library, the client
 * gets its status and body. If it throws anything else, the client gets 500
 * without a detail. An exception filter of the application gets an ordinary
 * error as it is. It gets an error with a `statusCode`, or a value that is no
 * error, as the `cause` of `Error('A check failed')`.
 *
 * @throws CognitoBadRequestException where credentials are there but malformed.
 */
export type TokenExtractor = (carrier: Carrier) => string | undefined;
