import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import WebSocket from 'ws';
import type { TransportName } from './transport.process.js';

/** Sends messages to one server, with the same token each time. Many may be in flight. */
export interface Client {
  /** Sends one message and waits for its answer. */
  send(): Promise<unknown>;
  close(): unknown;
}

/** Creates the client of a transport. */
export const clients: Record<
  TransportName,
  (port: number, token: string) => Promise<Client>
> = {
  'GraphQL query': async (port, token) => {
    const agent = new Agent({ keepAlive: true });
    const body = JSON.stringify({ query: '{ hello }' });
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    };
    return {
      async send() {
        const sent = request({
          port,
          path: '/graphql',
          method: 'POST',
          agent,
          headers,
        });
        sent.end(body);
        const [response] = await once(sent, 'response');
        requireAnswer(await text(response as NodeJS.ReadableStream), 'world');
      },
      close: () => agent.destroy(),
    };
  },

  'WebSocket message': async (port, token) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await once(socket, 'open');
    const message = JSON.stringify({ event: 'hello', data: {} });
    // The server answers the messages of a connection in their order.
    const waiting: ((answer: string) => void)[] = [];
    socket.on('message', (answer) =>
      waiting.shift()?.((answer as Buffer).toString()),
    );
    return {
      async send() {
        const answer = new Promise<string>((resolve) => waiting.push(resolve));
        socket.send(message);
        requireAnswer(await answer, 'world');
      },
      close: () => socket.terminate(),
    };
  },

  'TCP message': async (port, token) => {
    const options = { host: '127.0.0.1', port };
    const client = ClientProxyFactory.create({
      transport: Transport.TCP,
      options,
    });
    client.setOnDispatchHook((packet) => {
      Object.assign(packet, { metadata: { authorization: `Bearer ${token}` } });
    });
    await client.connect();
    return {
      async send() {
        requireAnswer(
          await lastValueFrom(client.send<string>('hello', {})),
          'world',
        );
      },
      close: () => client.close(),
    };
  },
};

function requireAnswer(answer: string, expected: string): void {
  if (!answer.includes(expected)) {
    throw new Error(`A message was answered with ${answer}`);
  }
}
