import { TcpContext } from '@nestjs/microservices';

/** The context of a TCP message, whose client can send any metadata. */
export function tcpContext(metadata: unknown): TcpContext {
  type Arguments = ConstructorParameters<typeof TcpContext>[0];
  return new TcpContext([
    undefined,
    'orders',
    metadata,
  ] as unknown as Arguments);
}
