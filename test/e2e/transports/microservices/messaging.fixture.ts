import type {
  ClientOptions,
  ClientProxy,
  MicroserviceOptions,
} from '@nestjs/microservices';
import {
  MqttRecordBuilder,
  NatsRecordBuilder,
  RmqRecordBuilder,
  Transport,
} from '@nestjs/microservices';
import { nestMajor } from '../../../support/nest-version.js';
import { startMosquitto } from '../../../support/servers/mosquitto.js';
import { startNats } from '../../../support/servers/nats.js';
import { startRabbitMq } from '../../../support/servers/rabbitmq.js';
import { startRedis } from '../../../support/servers/redis.js';
import { freePort, type TestServer } from '../../../support/servers/server.js';

export type Headers = Readonly<Record<string, string>>;

/** How a service and its client reach one another. */
export interface Connected {
  readonly server: MicroserviceOptions;
  readonly client: ClientOptions;
  readonly stop: () => Promise<void>;
}

/** A transport of Nest with messages and events. */
export interface Messaging {
  readonly name: string;
  /** The server that it needs. */
  readonly program?: string;
  /** Also tested on Nest 11. */
  readonly onNest11?: true;
  readonly connect: () => Promise<Connected>;
  /** Makes the message that carries these headers, as an application does. */
  readonly withHeaders: (
    data: object,
    headers: Headers,
    client: ClientProxy,
  ) => unknown;
}

const tcp: Messaging = {
  name: 'TCP',
  onNest11: true,
  async connect() {
    const options = { host: '127.0.0.1', port: await freePort() };
    const both = { transport: Transport.TCP, options } as const;
    return { server: both, client: both, stop: () => Promise.resolve() };
  },
  withHeaders: withMetadata,
};

const redis: Messaging = {
  name: 'Redis',
  program: 'redis-server',
  onNest11: true,
  async connect() {
    const { port, stop } = await startRedis();
    const options = { host: '127.0.0.1', port };
    const both = { transport: Transport.REDIS, options } as const;
    return { server: both, client: both, stop };
  },
  withHeaders: withMetadata,
};

const nats: Messaging = {
  name: 'NATS',
  program: 'nats-server',
  async connect() {
    const { port, stop } = await startNats();
    const options = { servers: [`nats://127.0.0.1:${port}`] };
    const both = { transport: Transport.NATS, options } as const;
    // Made by the package itself, which Nest 11 does not have.
    const { headers } = await import('@nats-io/transport-node');
    newNatsHeaders = headers;
    return { server: both, client: both, stop };
  },
  withHeaders(data, headers) {
    const found = newNatsHeaders();
    Object.entries(headers).forEach(([name, value]) => found.set(name, value));
    return new NatsRecordBuilder(data).setHeaders(found).build();
  },
};

let newNatsHeaders: typeof import('@nats-io/transport-node').headers;

const mqtt: Messaging = {
  name: 'MQTT 5',
  program: 'mosquitto',
  async connect() {
    const { port, stop } = await startMosquitto();
    return { ...mqttOptions(port, 5), stop };
  },
  withHeaders(data, headers) {
    const record = new MqttRecordBuilder(data);
    // A broker closes the connection for a list of properties without any.
    return Object.keys(headers).length > 0
      ? record.setProperties({ userProperties: { ...headers } }).build()
      : record.build();
  },
};

const rabbitMq: Messaging = {
  name: 'RabbitMQ',
  program: 'rabbitmq-server',
  async connect() {
    const broker = await startRabbitMq();
    const both = rabbitOptions(broker);
    return { server: both, client: both, stop: broker.stop };
  },
  withHeaders: (data, headers) =>
    new RmqRecordBuilder(data).setOptions({ headers: { ...headers } }).build(),
};

/** Options of a client and a server for this version of MQTT. */
export function mqttOptions(port: number, protocolVersion: 4 | 5) {
  const options = { url: `mqtt://127.0.0.1:${port}`, protocolVersion };
  const both = { transport: Transport.MQTT, options } as const;
  return { server: both, client: both };
}

export function rabbitOptions({ port }: TestServer, more: object = {}) {
  const urls = [`amqp://127.0.0.1:${port}`];
  const queueOptions = { durable: false };
  const options = { urls, queue: 'orders', queueOptions, ...more };
  return { transport: Transport.RMQ as const, options };
}

const headersOfData = new WeakMap<object, Headers>();

/** The only way for TCP and Redis: a hook of the client, since Nest 12. */
function withMetadata(data: object, headers: Headers, client: ClientProxy) {
  headersOfData.set(data, headers);
  client.setOnDispatchHook((packet) => {
    const metadata = headersOfData.get(packet.data as object);
    Object.assign(packet, { metadata });
  });
  return data;
}

/** The transports that this version of Nest is tested on. */
export const allMessaging = [tcp, redis, nats, mqtt, rabbitMq].filter(
  ({ onNest11 }) => onNest11 || nestMajor > 11,
);

/** Those whose messages have headers on this version of Nest. */
export const messagingWithHeaders = nestMajor > 11 ? allMessaging : [];
