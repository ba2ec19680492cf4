import type { ExecutionContext } from '@nestjs/common';

/** The parts of Nest's `RmqContext`. Contexts of other transports lack them. */
interface RabbitContext {
  getMessage?(): object;
  getChannelRef?(): Channel;
}

/** The parts of a channel of the package `amqplib`. */
interface Channel {
  readonly connection: object;
  nack(message: object, allUpTo: boolean, requeue: boolean): void;
}

/** The parts of Nest's `ServerRMQ`. Servers of other transports lack them. */
interface RabbitServer {
  readonly noAck?: boolean;
  /** The connection manager, and its present connection. */
  readonly server?: {
    readonly connection?: { readonly connection?: object };
  } | null;
}

/**
 * Settles a message whose handler will not run, without putting it back into the
 * queue. Otherwise refused messages would use up `prefetchCount` for ever.
 *
 * Only a server with `noAck: false` waits for it. For all others RabbitMQ would
 * close the channel (406), and neither message nor channel tells the mode. So the
 * message is settled only if its connection is that of such a server.
 *
 * @param servers the servers of the application's microservices
 */
export function settleMessage(
  context: ExecutionContext,
  servers: readonly object[],
): void {
  const rpcContext = context.getArgByIndex<RabbitContext | undefined>(1);
  const channel = rpcContext?.getChannelRef?.();
  const message = rpcContext?.getMessage?.();
  if (channel && message && servers.some((one) => awaitsAck(one, channel))) {
    channel.nack(message, false, false);
  }
}

function awaitsAck(
  { noAck, server }: RabbitServer,
  { connection }: Channel,
): boolean {
  return noAck === false && server?.connection?.connection === connection;
}
