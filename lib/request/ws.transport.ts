import { HttpException } from '@nestjs/common';
import { messageErrorOf, standInFor } from '../errors/stand-in.js';
import type { Carrier } from './carrier.js';
import type { ReadingOptions, Transport } from './transport.js';
import { UpgradeCarrier, type UpgradeRequest } from './upgrade-carrier.js';
import { rememberUpgrades, upgradeRequestOf } from './upgrade-requests.js';
import { answerOnNest11 } from './ws-answers.js';

/** The parts of a client of socket.io or of the package `ws`. */
interface Client {
  /** Only socket.io has it. */
  readonly handshake?: Pick<UpgradeRequest, 'headers'> & {
    readonly auth?: unknown;
  };
  readonly request?: Pick<UpgradeRequest, 'rawHeaders' | 'url'>;
  readonly send?: unknown;
}

type Websockets = typeof import('@nestjs/websockets');

/** The application's own package, whose exceptions the filters of Nest know. */
let websockets: Websockets | undefined;

/** Reads and answers the messages of gateways, on socket.io and on `ws`. */
export const wsTransport: Transport = {
  type: 'ws',
  setsUser: false,

  holderOf(context) {
    const client = context.getArgByIndex<Client | undefined>(0);
    // No message has functions, so that none looks like a client.
    return typeof client?.send === 'function' ? client : undefined;
  },

  isConnection: () => true,

  carrierOf: (holder, _context, options) => carrierOfClient(holder, options),

  refuse: (error, context) =>
    refusalFor(context.getArgByIndex<object>(0), error),

  async setUp(server) {
    rememberUpgrades(server);
    websockets = await import('@nestjs/websockets');
  },
};

/** Returns the carrier of a client: what it sent when it connected. */
export function carrierOfClient(
  client: object,
  options: ReadingOptions,
): Carrier {
  const { handshake, request } = client as Client;
  return handshake
    ? new UpgradeCarrier(
        'ws',
        {
          headers: handshake.headers,
          rawHeaders: request?.rawHeaders,
          url: request?.url,
        },
        handshake.auth,
        options,
      )
    : new UpgradeCarrier('ws', upgradeRequestOf(client), undefined, options);
}

/** Returns the error to throw from a handler of the client, for a refusal. */
export function refusalFor(client: object, error: Error): Error {
  if (websockets === undefined || !(error instanceof HttpException)) {
    return error;
  }
  const answer = messageErrorOf(error);
  const isNative = (client as Client).handshake === undefined;
  if (isNative && !answersNativeClients(websockets)) {
    answerOnNest11(client, answer);
  }
  return standInFor(error, new websockets.WsException(answer));
}

/** The filter of Nest 11 tells a client of the package `ws` nothing. */
function answersNativeClients({ BaseWsExceptionFilter }: Websockets): boolean {
  return 'emitMessage' in BaseWsExceptionFilter.prototype;
}
