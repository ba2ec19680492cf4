import { HttpException } from '@nestjs/common';
import { messageErrorOf, standInFor } from '../errors/stand-in.js';
import type { Transport } from './transport.js';
import { UpgradeCarrier, type UpgradeRequest } from './upgrade-carrier.js';
import { rememberUpgrades, upgradeRequestOf } from './upgrade-requests.js';

/** The parts of a client of socket.io or of the package `ws`. */
interface Client {
  /** Only socket.io has it. */
  readonly handshake?: Pick<UpgradeRequest, 'headers'> & {
    readonly auth?: unknown;
  };
  readonly request?: Pick<UpgradeRequest, 'rawHeaders' | 'url'>;
  send(message: string): void;
}

type Websockets = typeof import('@nestjs/websockets');

/** The application's own package, whose exceptions the filters of Nest know. */
let websockets: Websockets | undefined;

/** Reads and answers the messages of gateways, on socket.io and on `ws`. */
export const wsTransport: Transport = {
  type: 'ws',
  setsUser: false,

  holderOf(context) {
    const client = context.getArgByIndex<Partial<Client> | undefined>(0);
    // No message has functions, so that none looks like a client.
    return typeof client?.send === 'function' ? client : undefined;
  },

  isConnection: () => true,

  carrierOf(holder, _context, options) {
    const { handshake, request } = holder as Client;
    return handshake
      ? new UpgradeCarrier(
          'ws',
          { ...request, headers: handshake.headers },
          handshake.auth,
          options,
        )
      : new UpgradeCarrier('ws', upgradeRequestOf(holder), undefined, options);
  },

  refuse(error, context) {
    if (websockets === undefined || !(error instanceof HttpException)) {
      return error;
    }
    const answer = messageErrorOf(error);
    const client = context.getArgByIndex<Client>(0);
    if (!client.handshake && !answersNativeClients(websockets)) {
      client.send(JSON.stringify({ event: 'exception', data: answer }));
    }
    return standInFor(error, new websockets.WsException(answer));
  },

  async setUp(server) {
    rememberUpgrades(server);
    websockets = await import('@nestjs/websockets');
  },
};

/** The filter of Nest 11 tells a client of the package `ws` nothing. */
function answersNativeClients({ BaseWsExceptionFilter }: Websockets): boolean {
  return 'emitMessage' in BaseWsExceptionFilter.prototype;
}
