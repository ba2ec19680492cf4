import type { ExecutionContext } from '@nestjs/common';
import { graphqlTransport } from './graphql.transport.js';
import { httpTransport } from './http.transport.js';
import { rpcTransport } from './rpc.transport.js';
import type { Transport } from './transport.js';
import { wsTransport } from './ws.transport.js';

/** All transports of this library. */
export const transports: readonly Transport[] = [
  httpTransport,
  graphqlTransport,
  wsTransport,
  rpcTransport,
];

const byType = new Map<string, Transport>(
  transports.map((transport) => [transport.type, transport]),
);

/** Finds the transport of a context; `undefined` for an unknown kind. */
export function transportOf(context: ExecutionContext): Transport | undefined {
  return byType.get(context.getType());
}
