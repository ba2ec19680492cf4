import { UseGuards } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  WsException,
  type OnGatewayConnection,
} from '@nestjs/websockets';
import {
  CognitoConnections,
  CognitoGuard,
  CurrentUser,
  Public,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import type { Server, Socket } from 'socket.io';

const longest = 500;

/** A chat room for everyone who has signed in. */
@WebSocketGateway()
@UseGuards(CognitoGuard)
export class ChatGateway implements OnGatewayConnection<Socket> {
  @WebSocketServer()
  private readonly server!: Server;

  constructor(private readonly connections: CognitoConnections) {}

  /** A client joins the room only once it is admitted. */
  async handleConnection(client: Socket) {
    const user = await this.connections.admit(client);
    if (user) {
      await client.join('chat');
      client.emit('welcome', { sub: user.sub, expiresAt: user.expiresAt });
    }
  }

  @SubscribeMessage('say')
  say(
    @CurrentUser() { sub, groups }: CognitoUser,
    @MessageBody() text: unknown,
  ) {
    if (typeof text !== 'string' || !text.trim() || text.length > longest) {
      throw new WsException(`Write 1 to ${longest} characters`);
    }
    // An access token holds no name. Nobody can choose one in a message.
    const role = groups.includes('admin') ? 'Admin' : 'Member';
    const from = `${role} ${sub.slice(0, 4)}`;
    const said = { sub, from, text: text.trim(), at: Date.now() };
    this.server.to('chat').emit('said', said);
  }

  /** Open, because the old token may have ended. The new one is verified. */
  @SubscribeMessage('renew')
  @Public()
  async renew(@ConnectedSocket() client: Socket, @MessageBody() token: string) {
    const { expiresAt } = await this.connections.renew(client, token);
    return { event: 'renewed', data: expiresAt };
  }
}
