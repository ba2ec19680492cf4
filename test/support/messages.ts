import type { AddressInfo, Server } from 'node:net';
import type { INestMicroservice } from '@nestjs/common';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';

/** For a service that takes messages on a loopback port of its own. */
export const tcp = {
  transport: Transport.TCP as const,
  options: { host: '127.0.0.1', port: 0 },
};

/** Sends a message to a service that listens, and waits for its answer. */
export async function sendMessage(
  service: INestMicroservice,
  pattern: string,
  message: object = {},
): Promise<unknown> {
  const { port } = service.unwrap<Server>().address() as AddressInfo;
  const client = ClientProxyFactory.create({
    ...tcp,
    options: { ...tcp.options, port },
  });
  try {
    return await lastValueFrom(client.send<unknown>(pattern, message));
  } finally {
    client.close();
  }
}
