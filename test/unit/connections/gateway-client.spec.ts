import { Logger, NotFoundException } from '@nestjs/common';
import { CognitoUnauthorizedException } from 'nestjs-cognito-auth';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  answerOf,
  refuseClient,
  type GatewayClient,
} from '../../../lib/connections/gateway-client.js';

const refusal = new CognitoUnauthorizedException('token_missing');

const clientThat = (members: object): GatewayClient =>
  ({ readyState: 1, ...members }) as never;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('A client that is refused', () => {
  const broken = new Error('The socket is broken');

  it.each([
    [broken, broken.stack],
    ['a text', undefined],
  ])('cannot end the process if it cannot be told', (thrown, stack) => {
    const send = (): never => {
      throw thrown;
    };
    const logged = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    refuseClient(clientThat({ send }), refusal);

    expect(logged).toHaveBeenCalledExactlyOnceWith(
      'A refused client could not be told',
      stack,
    );
  });

  it('cannot end the process if it is no client', () => {
    const logged = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    refuseClient(undefined as never, refusal);

    expect(logged).toHaveBeenCalledOnce();
  });

  it('loses its connection with all namespaces of socket.io', () => {
    const [emit, disconnect] = [vi.fn(), vi.fn()];
    const socketIo = { handshake: {}, connected: true, emit, disconnect };
    refuseClient(clientThat(socketIo), refusal);

    expect(emit).toHaveBeenCalledExactlyOnceWith(
      'exception',
      answerOf(refusal),
    );
    expect(disconnect).toHaveBeenCalledExactlyOnceWith(true);
  });

  it('is told nothing if it has gone', () => {
    const send = vi.fn();
    refuseClient(clientThat({ readyState: 3, send }), refusal);

    expect(send).not.toHaveBeenCalled();
  });
});

describe('What a client is told', () => {
  it('is the exception of the application', () => {
    expect(answerOf(new NotFoundException('no such room'))).toEqual({
      status: 'error',
      statusCode: 404,
      error: 'Not Found',
      message: 'no such room',
    });
  });

  it('is no detail of an error, whose cause is logged', () => {
    const logged = vi.spyOn(Logger.prototype, 'error').mockReturnValue();
    const cause = new Error('no database');
    const answer = answerOf(new Error('A check failed', { cause }));

    expect(answer).toEqual({
      status: 'error',
      statusCode: 500,
      message: 'Internal server error',
    });
    expect(logged).toHaveBeenCalledExactlyOnceWith(
      'A check failed',
      cause.stack,
    );
  });
});
