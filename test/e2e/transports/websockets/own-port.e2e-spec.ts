import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UseGuards } from '@nestjs/common';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import {
  CognitoConnections,
  CognitoGuard,
  CurrentUser,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import { missing, pairs, type TestClient } from './clients.fixture.js';
import { bootRooms, Seen } from './rooms.fixture.js';

const pool = await TestUserPool.create();

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Makes gateways on a port of their own; the second admits its clients. */
function gatewaysOn(port: number) {
  @WebSocketGateway(port)
  @UseGuards(CognitoGuard)
  class BareGateway {
    @SubscribeMessage('say')
    say(@CurrentUser('sub') sub: string) {
      return { event: 'said', data: sub };
    }
  }

  @WebSocketGateway(port)
  @UseGuards(CognitoGuard)
  class AdmittingGateway {
    constructor(private readonly connections: CognitoConnections) {}

    async handleConnection(client: object, request: IncomingMessage) {
      await this.connections.admit(client, request);
    }

    @SubscribeMessage('say')
    say(@CurrentUser('sub') sub: string) {
      return { event: 'said', data: sub };
    }
  }

  return { BareGateway, AdmittingGateway };
}

describe.each(pairs)('A gateway on a port of its own, $name', (target) => {
  expectNoUnhandledRejection();

  let app: RunningApp;
  let client: TestClient;

  afterEach(async () => {
    client.close();
    await app.close();
  });

  const connect = async (kind: keyof ReturnType<typeof gatewaysOn>) => {
    const port = await freePort();
    const gateway = gatewaysOn(port)[kind];
    app = await bootRooms(target, new Seen(), pool.options, gateway);
    const own = { ...app, url: `http://127.0.0.1:${port}` };
    client = target.connect(own, { token: pool.accessToken({ sub: 'me' }) });
  };

  it('finds the token of a client that it admits', async () => {
    await connect('AdmittingGateway');
    expect(await client.ask('say')).toEqual({ event: 'said', data: 'me' });
  });

  it('finds the token without admit() on socket.io only', async () => {
    await connect('BareGateway');
    expect(await client.ask('say')).toEqual(
      target.library === 'ws' ? missing : { event: 'said', data: 'me' },
    );
  });
});
