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
 * @throws CognitoBadRequestException where credentials are there but malformed.
 */
export type TokenExtractor = (carrier: Carrier) => string | undefined;
