import type { ExecutionContext } from '@nestjs/common';
import { httpTransport } from './http.transport.js';
import type { Transport } from './transport.js';

const transports = new Map<string, Transport>(
  [httpTransport].map((transport) => [transport.type, transport]),
);

/** Finds the transport of a context; `undefined` for an unknown kind. */
export function transportOf(context: ExecutionContext): Transport | undefined {
  return transports.get(context.getType());
}
