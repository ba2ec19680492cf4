import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials, loadPackageDefinition, Metadata } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { Controller, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  GrpcMethod,
  MessagePattern,
  Transport,
  type MicroserviceOptions,
} from '@nestjs/microservices';
import { nestMajor } from '../../../support/nest-version.js';
import { freePort } from '../../../support/servers/server.js';
import { KafkaWithoutBroker } from '../microservices/kafka.fixture.js';
import {
  messagingWithHeaders,
  type Messaging,
} from '../microservices/messaging.fixture.js';
import { ask, connectClient } from '../microservices/service.fixture.js';
import { imports, type Coded, type Column } from './columns.fixture.js';
import { classOfRows, handlerOf, rows } from './rows.fixture.js';

class ServiceModule {}

async function startService(
  controller: Type<unknown>,
  options: MicroserviceOptions | { readonly strategy: KafkaWithoutBroker },
) {
  Controller()(controller);
  const service = await NestFactory.createMicroservice<MicroserviceOptions>(
    { module: ServiceModule, controllers: [controller], imports },
    { ...options, logger: false, abortOnError: false },
  );
  await service.listen();
  return service;
}

function headersOf(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** Kafka gives Nest the values of headers as buffers. */
function buffersOf(headers: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]),
  );
}

function messages({ name, program, connect, withHeaders }: Messaging): Column {
  return {
    transport: name,
    ...(program !== undefined && { program }),
    async boot() {
      const { server, client: clientOptions, stop } = await connect();
      const service = await startService(
        classOfRows((handler) => MessagePattern(handler)),
        server,
      );
      const client = await connectClient(clientOptions);
      return {
        async call(handler, token) {
          const message = withHeaders({}, headersOf(token), client);
          try {
            return String(await ask(client, handler, message));
          } catch (error) {
            return String((error as Coded).code);
          }
        },
        async close() {
          await client.close();
          await service.close();
          await stop();
        },
      };
    },
  };
}

const kafka: Column = {
  transport: 'Kafka, without a broker',
  async boot() {
    const strategy = new KafkaWithoutBroker({});
    const service = await startService(
      classOfRows(
        (handler) => MessagePattern(handler),
        (outcome) => ({ outcome }),
      ),
      { strategy },
    );
    return {
      async call(handler, token) {
        const { value, error } = await strategy.ask(
          handler,
          buffersOf(headersOf(token)),
        );
        const answer = error
          ? (error as Coded).code
          : (value as { readonly outcome: string }).outcome;
        return String(answer);
      },
      close: () => service.close(),
    };
  },
};

interface Value {
  readonly value: string;
}

type Unary = (
  message: object,
  metadata: Metadata,
  done: (
    error: { readonly metadata?: Metadata } | null,
    answer?: Value,
  ) => void,
) => void;

const calls = rows.map(
  (_row, index) => `rpc ${handlerOf(index)} (Nothing) returns (Value);`,
);
const proto = `
  syntax = "proto3";
  package rows;
  message Nothing {}
  message Value { string value = 1; }
  service Rows { ${calls.join(' ')} }
`;

const grpc: Column = {
  transport: 'gRPC',
  async boot() {
    const folder = await mkdtemp(join(tmpdir(), 'rows-'));
    const protoPath = join(folder, 'rows.proto');
    await writeFile(protoPath, proto);
    const url = `127.0.0.1:${await freePort()}`;
    const service = await startService(
      classOfRows(
        (handler) => GrpcMethod('Rows', handler),
        (value) => ({ value }),
      ),
      {
        transport: Transport.GRPC,
        options: { package: 'rows', protoPath, url },
      },
    );
    const { rows: loaded } = loadPackageDefinition(
      loadSync(protoPath, { keepCase: true }),
    ) as unknown as {
      readonly rows: {
        readonly Rows: new (
          ...given: unknown[]
        ) => Record<string, Unary> & { close(): void };
      };
    };
    const client = new loaded.Rows(url, credentials.createInsecure());
    return {
      call(handler, token) {
        const metadata = new Metadata();
        Object.entries(headersOf(token)).forEach(([name, value]) =>
          metadata.set(name, value),
        );
        return new Promise((resolve) => {
          client[handler]?.({}, metadata, (error, answer) =>
            resolve(
              String(
                error ? error.metadata?.get('cognito-code')[0] : answer?.value,
              ),
            ),
          );
        });
      },
      async close() {
        client.close();
        await service.close();
        await rm(folder, { recursive: true });
      },
    };
  },
};

/** The transports of services that send one another messages. */
export const messageColumns: readonly Column[] = [
  ...messagingWithHeaders.map(messages),
  // Its package is not installed for Nest 11.
  ...(nestMajor > 11 ? [kafka] : []),
  grpc,
];
