import { fileURLToPath } from 'node:url';
import {
  credentials,
  loadPackageDefinition,
  Metadata,
  type ClientDuplexStream,
  type ClientReadableStream,
  type ClientWritableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { Transport } from '@nestjs/microservices';

const protoPath = fileURLToPath(new URL('orders.proto', import.meta.url));

export interface Order {
  readonly item?: string;
  readonly sub?: string;
}

type Done = (error: ServiceError | null, order?: Order) => void;
type Stream<S> = (metadata: Metadata) => S;

/** The client that the package makes for the service of the proto file. */
export interface OrdersClient {
  get(order: Order, metadata: Metadata, done: Done): unknown;
  open(order: Order, metadata: Metadata, done: Done): unknown;
  broken(order: Order, metadata: Metadata, done: Done): unknown;
  sold(order: Order, metadata: Metadata, done: Done): unknown;
  list(order: Order, metadata: Metadata): ClientReadableStream<Order>;
  upload(metadata: Metadata, done: Done): ClientWritableStream<Order>;
  collect(metadata: Metadata, done: Done): ClientWritableStream<Order>;
  chat: Stream<ClientDuplexStream<Order, Order>>;
  pass: Stream<ClientDuplexStream<Order, Order>>;
  brokenPass: Stream<ClientDuplexStream<Order, Order>>;
  close(): void;
}

export function grpcOptions(port: number) {
  const options = {
    package: 'orders',
    protoPath,
    url: `127.0.0.1:${port}`,
  };
  return { transport: Transport.GRPC as const, options };
}

export function connectOrders(port: number): OrdersClient {
  const { orders } = loadPackageDefinition(loadSync(protoPath)) as unknown as {
    readonly orders: {
      readonly Orders: new (url: string, security: object) => OrdersClient;
    };
  };
  return new orders.Orders(`127.0.0.1:${port}`, credentials.createInsecure());
}

/** Metadata with these values. */
export function metadataOf(
  ...values: readonly (readonly [string, string])[]
): Metadata {
  const metadata = new Metadata();
  values.forEach(([name, value]) => metadata.set(name, value));
  return metadata;
}

/** How a call ended. */
export interface Ended {
  readonly orders: Order[];
  /** The status of gRPC; 0 is OK. */
  readonly status: number;
  readonly details?: string;
  readonly trailers?: Record<string, unknown>;
}

/** Makes a call whose answer is one message. */
export function ended(call: (done: Done) => unknown): Promise<Ended> {
  return new Promise((resolve) => {
    call((error, order) => {
      resolve(error ? failed([], error) : { orders: [order ?? {}], status: 0 });
    });
  });
}

/** Reads a stream of answers to its end. */
export function endedStream(
  stream: ClientReadableStream<Order>,
): Promise<Ended> {
  return new Promise((resolve) => {
    const orders: Order[] = [];
    stream.on('data', (order: Order) => orders.push(order));
    stream.on('end', () => resolve({ orders, status: 0 }));
    stream.on('error', (error: ServiceError) => resolve(failed(orders, error)));
  });
}

function failed(orders: Order[], error: ServiceError): Ended {
  const { code: status, details, metadata } = error;
  const known = ['cognito-code', 'www-authenticate', 'retry-after'];
  const trailers = Object.fromEntries(
    Object.entries(metadata.getMap()).filter(([name]) => known.includes(name)),
  );
  return { orders, status, details, trailers };
}
