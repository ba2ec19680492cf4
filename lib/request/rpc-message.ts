import type { ExecutionContext } from '@nestjs/common';
import type { Carrier } from './carrier.js';

/** Metadata of gRPC, of a call or of a message. */
export interface GrpcMetadata {
  getMap(): Readonly<Record<string, unknown>>;
  get(name: string): readonly unknown[];
  set(name: string, value: string): void;
}

/** A call of gRPC that Nest hands to a `@GrpcStreamCall()` as it is. */
export interface GrpcCall {
  readonly metadata: GrpcMetadata;
  emit(event: 'error', error: object): unknown;
}

/** The methods of Nest's RPC contexts. Each transport has some of them. */
interface RpcContext {
  getArgs(): readonly unknown[];
  /** NATS. */
  getHeaders?(): NatsHeaders | undefined;
  /** MQTT. */
  getPacket?(): { readonly properties?: { readonly userProperties?: object } };
  /** RabbitMQ and Kafka. */
  getMessage?(): {
    readonly headers?: object;
    readonly properties?: { readonly headers?: object };
  };
  /** TCP and Redis, since Nest 12. The client can send any JSON value. */
  getMetadata?(): unknown;
}

interface NatsHeaders {
  keys(): readonly string[];
  values(name: string): readonly string[];
}

/** The name of a header, and one of its values. */
type Entry = readonly [name: string, value: unknown];

/** Returns the metadata of a gRPC message, or the call of a pass-through method. */
export function grpcOf(
  context: ExecutionContext,
): GrpcMetadata | GrpcCall | undefined {
  const [first, second] = context.getArgs<[unknown, unknown]>();
  if (isMetadata(second)) {
    return second;
  }
  return isGrpcCall(first) ? first : undefined;
}

/** No payload has functions, so that none looks like a call. */
export function isGrpcCall(value: unknown): value is GrpcCall {
  return hasMethod(value, 'emit') && isMetadata(Reflect.get(value, 'metadata'));
}

/** Returns the object that Nest makes for each message. */
export function messageOf(context: ExecutionContext): object | undefined {
  const second: unknown = context.getArgByIndex(1);
  return grpcOf(context) ?? (hasMethod(second, 'getArgs') ? second : undefined);
}

/** Returns the payload of a message. The call of a pass-through method has none. */
export function payloadOf(context: ExecutionContext): unknown {
  const payload: unknown = context.getArgByIndex(0);
  return isGrpcCall(payload) ? undefined : payload;
}

/**
 * Returns the headers of a message by lower-case name. A value that is no single
 * string becomes a list, which no extractor takes for a token.
 */
export function headersOf(message: object): Carrier['headers'] {
  const found = new Map<string, unknown[]>();
  for (const [name, value] of entriesOf(message)) {
    const key = name.toLowerCase();
    const values = found.get(key) ?? [];
    if (value !== undefined && value !== null) {
      found.set(key, values);
      values.push(value);
    }
  }
  return Object.fromEntries(
    [...found].map(([name, values]) => [name, headerValue(name, values)]),
  );
}

function headerValue(
  name: string,
  values: readonly unknown[],
): string | string[] {
  const [only] = values;
  if (
    values.length === 1 &&
    typeof only === 'string' &&
    !isJoined(name, only)
  ) {
    return only;
  }
  return values.flat().filter((value) => typeof value === 'string');
}

/** gRPC and Kafka join the values of a name that is there twice. */
function isJoined(name: string, value: string): boolean {
  return name === 'authorization' && value.includes(',');
}

function entriesOf(message: object): Entry[] {
  if (isGrpcCall(message) || isMetadata(message)) {
    const metadata = isMetadata(message) ? message : message.metadata;
    return Object.keys(metadata.getMap()).flatMap((name) =>
      metadata.get(name).map((value): Entry => [name, value]),
    );
  }
  const context = message as RpcContext;
  const natsHeaders = context.getHeaders?.();
  if (natsHeaders) {
    return natsHeaders
      .keys()
      .flatMap((name) =>
        natsHeaders.values(name).map((value): Entry => [name, value]),
      );
  }
  const received = context.getMessage?.();
  const headers =
    context.getMetadata?.() ??
    context.getPacket?.().properties?.userProperties ??
    received?.properties?.headers ??
    received?.headers;
  return typeof headers === 'object' && headers !== null
    ? Object.entries(headers)
    : [];
}

function isMetadata(value: unknown): value is GrpcMetadata {
  return hasMethod(value, 'getMap') && hasMethod(value, 'get');
}

function hasMethod(value: unknown, name: string): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, name) === 'function'
  );
}
