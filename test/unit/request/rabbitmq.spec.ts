import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { RmqContext } from '@nestjs/microservices';
import { describe, expect, it } from 'vitest';
import { settleMessage } from '../../../lib/request/rabbitmq.js';
import { tcpContext } from './tcp-context.fixture.js';

const message = { content: 'an order' };
const connection = {};
const server = { noAck: false, server: { connection: { connection } } };

/** Settles a message of a channel, and returns the calls of `nack()`. */
function nacksWith(servers: readonly object[]): unknown[][] {
  const calls: unknown[][] = [];
  const channel = {
    connection,
    nack: (...call: unknown[]) => calls.push(call),
  };
  type Arguments = ConstructorParameters<typeof RmqContext>[0];
  const context = new RmqContext([message, channel, 'orders'] as Arguments);
  settleMessage(new ExecutionContextHost([{}, context]), servers);
  return calls;
}

describe('settleMessage()', () => {
  it('drops the message of a server that waits for it', () => {
    expect(nacksWith([{}, server])).toEqual([[message, false, false]]);
  });

  it.each([
    ['no server', []],
    ['a server with noAck', [{ ...server, noAck: true }]],
    ['a server that tells no mode', [{ server: server.server }]],
    ['a server that was closed', [{ noAck: false, server: null }]],
    ['a server that never listened', [{ noAck: false }]],
    ['a server that is not connected', [{ noAck: false, server: {} }]],
    [
      'a server of another connection',
      [{ noAck: false, server: { connection: { connection: {} } } }],
    ],
  ])('leaves the message to %s', (_, servers) => {
    expect(nacksWith(servers)).toEqual([]);
  });

  it.each([
    ['of another transport', tcpContext({})],
    ['that is missing', undefined],
    ['without a message', { getChannelRef: () => ({ connection }) }],
    ['without a channel', { getMessage: () => message }],
  ])('does nothing with a context %s', (_, context) => {
    expect(() =>
      settleMessage(new ExecutionContextHost([{}, context]), [server]),
    ).not.toThrow();
  });
});
