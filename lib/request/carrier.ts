/**
 * Holds the parts of a request that can carry a token. Every kind of context and
 * every HTTP adapter has the same form.
 */
export interface Carrier {
  /** Kind of the context: how the client reached the API. */
  readonly type: 'http' | 'graphql' | 'ws' | 'rpc';
  /**
   * Header values by lower-case name. A WebSocket has those of its upgrade
   * request. A message has its own: NATS, RabbitMQ and Kafka headers, MQTT user
   * properties, gRPC metadata.
   */
  readonly headers: Readonly<
    Record<string, string | readonly string[] | undefined>
  >;
  /**
   * Header names and values in turn, as received (Node's `rawHeaders`). Only here
   * is a header visible that was sent twice.
   */
  readonly rawHeaders?: readonly string[] | undefined;
  /** Cookies, if the application parses them. */
  readonly cookies?: Readonly<Record<string, unknown>> | undefined;
  /** Parameters of the query string. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /**
   * Values that the client sent when it connected: `handshake.auth` of
   * socket.io, or the connection parameters of a GraphQL subscription.
   */
  readonly connection?: Readonly<Record<string, unknown>> | undefined;
}

/** A message whose payload `fromPayload()` may read. */
export interface MessageCarrier extends Carrier {
  readonly payload: unknown;
}

/**
 * Finds the token in a carrier. It returns `undefined` if there is none.
 *
 * If an extractor throws an exception of Nest or of this library, the client
 * gets its status and body. If it throws anything else, the client gets 500
 * without a detail. An exception filter of the application gets an ordinary
 * error as it is. It gets an error with a `statusCode`, or a value that is no
 * error, as `cause` of `Error('A check failed')`.
 *
 * @throws CognitoBadRequestException if credentials are present but malformed.
 */
export type TokenExtractor = (carrier: Carrier) => string | undefined;
