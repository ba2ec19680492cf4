import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingMessage } from 'node:http';
import { UseGuards } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
} from '@nestjs/websockets';
import {
  CognitoAuthModule,
  CognitoConnections,
  CognitoGuard,
  CurrentUser,
  type CognitoAuthModuleOptions,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { bootApp, type RunningApp } from '../../../support/platforms.js';
import type { GatewayTarget } from './clients.fixture.js';

/** What the gateway of the running application has seen. */
export class Seen {
  /** The clients of the server, in the order in which they came. */
  readonly clients: (object & NodeJS.EventEmitter)[] = [];
  /** What `admit()` has resolved to. */
  readonly admitted: (CognitoUser | undefined)[] = [];
  readonly errors: unknown[] = [];
}

/** A gateway that admits its clients as README shows it. */
@WebSocketGateway()
class RoomGateway implements OnGatewayConnection {
  constructor(
    private readonly connections: CognitoConnections,
    private readonly seen: Seen,
  ) {}

  async handleConnection(
    client: object & NodeJS.EventEmitter,
    request?: IncomingMessage,
  ) {
    this.seen.clients.push(client);
    try {
      this.seen.admitted.push(await this.connections.admit(client, request));
    } catch (error) {
      this.seen.errors.push(error);
    }
  }

  /** No guard asks here. */
  @SubscribeMessage('who')
  who(@ConnectedSocket() client: object) {
    const user = this.connections.userOf(client);
    return { event: 'you', data: user?.sub ?? null };
  }

  @SubscribeMessage('say')
  @UseGuards(CognitoGuard)
  say(@CurrentUser('sub') sub: string, @MessageBody() text: unknown) {
    return { event: 'said', data: [sub, text] };
  }

  @SubscribeMessage('renew')
  async renew(@ConnectedSocket() client: object, @MessageBody() token: string) {
    const { expiresAt } = await this.connections.renew(client, token);
    return { event: 'renewed', data: expiresAt };
  }

  /** Hands the refusal of `renew()` on as it is. */
  @SubscribeMessage('renew quietly')
  async renewQuietly(
    @ConnectedSocket() client: object,
    @MessageBody() token: string,
  ) {
    await this.connections.renew(client, token);
  }
}

/** Boots an application with the gateway of this file, or another one. */
export function bootRooms(
  target: GatewayTarget,
  seen: Seen,
  options: CognitoAuthModuleOptions,
  gateway: new (...values: never[]) => object = RoomGateway,
): Promise<RunningApp> {
  return bootApp(target.platform, {
    providers: [gateway, { provide: Seen, useValue: seen }],
    configure: target.useAdapter,
    imports: [CognitoAuthModule.forRoot(options)],
  });
}

/** Waits until the second after the given time has begun. */
export const until = (seconds: number): Promise<void> =>
  sleep(seconds * 1000 - Date.now());

/** The token that the connection of a client has now. */
export function tokenOf(client: object | undefined): unknown {
  const key = Symbol.for('nestjs-cognito-auth:authentication');
  return (client as Record<symbol, { token: unknown } | undefined>)[key]?.token;
}
