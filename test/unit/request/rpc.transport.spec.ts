import { Logger, NotFoundException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { CognitoUnauthorizedException } from 'nestjs-cognito-auth';
import { beforeEach, expect, it } from 'vitest';
import { reportRefusedEvent } from '../../../lib/request/rpc-event.js';
import { rpcTransport } from '../../../lib/request/rpc.transport.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { tcpContext } from './tcp-context.fixture.js';

class OrdersController {
  ordered(this: void) {}
}

let logger: RecordingLogger;

beforeEach(() => {
  logger = new RecordingLogger();
  Logger.overrideLogger(logger);
});

it('A message is no connection, and its carrier tells its kind', () => {
  const message = tcpContext({});
  const context = new ExecutionContextHost([{ item: 'tea' }, message]);

  expect(rpcTransport.isConnection(message)).toBe(false);
  expect(
    rpcTransport.carrierOf(message, context, { origins: new Set() }),
  ).toEqual({ type: 'rpc', headers: {}, payload: { item: 'tea' } });
});

it.each([
  [
    new CognitoUnauthorizedException('token_missing'),
    'A bearer token is required',
  ],
  [new NotFoundException('a secret of the message'), 'status 404'],
])('A refused event is logged with its reason', (refusal, reason) => {
  const { ordered } = OrdersController.prototype;
  reportRefusedEvent(
    refusal,
    new ExecutionContextHost([], OrdersController, ordered),
  );

  expect(logger.lines).toEqual([
    `warn An event for OrdersController.ordered() was refused: ${reason}`,
  ]);
});
