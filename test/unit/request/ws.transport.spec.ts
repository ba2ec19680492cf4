import { EventEmitter } from 'node:events';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { BaseWsExceptionFilter, WsException } from '@nestjs/websockets';
import { CognitoUnauthorizedException } from 'nestjs-cognito-auth';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  carrierOfClient,
  refusalFor,
  wsTransport,
} from '../../../lib/request/ws.transport.js';

/** A client of the package `ws`, which keeps the frames that it sends. */
class NativeClient extends EventEmitter {
  readonly frames: string[] = [];

  send(frame: string): void {
    this.frames.push(frame);
  }
}

const refusal = new CognitoUnauthorizedException('token_missing');
const answer = {
  status: 'error',
  statusCode: 401,
  error: 'Unauthorized',
  message: 'A bearer token is required',
  code: 'token_missing',
};

/** Makes a refusal, whose answer the filter of Nest 11 emits. */
const answerFor = (client: object): string | object => {
  const exception = refusalFor(client, refusal);
  expect(exception).toBeInstanceOf(WsException);
  return (exception as WsException).getError();
};

beforeAll(() => wsTransport.setUp?.(undefined));

describe('A client of a gateway', () => {
  const options = { origins: new Set<string>() };

  it.each([
    [[new NativeClient()], true],
    [[{ send: 'a text' }], false],
    [[{}], false],
    [[], false],
  ])('is found in %j: %s', (args, isFound) => {
    const context = new ExecutionContextHost(args);
    expect(wsTransport.holderOf(context)).toBe(isFound ? args[0] : undefined);
  });

  it.each([
    ['ws', new NativeClient()],
    ['socket.io', { handshake: { headers: {}, auth: { token: 'a' } } }],
  ])('of %s has a carrier of its kind, also without a request', (_, client) => {
    const carrier = carrierOfClient(client, options);

    expect(carrier.type).toBe('ws');
    expect(carrier.rawHeaders).toBeUndefined();
    expect(carrier.query).toEqual({});
  });
});

it('A client of ws is left to the filter of Nest 12', () => {
  const client = new NativeClient();
  answerFor(client);

  expect(client.listenerCount('exception')).toBe(0);
});

it('An error that is no refusal stays as it is', () => {
  const error = new Error('no database');
  expect(refusalFor(new NativeClient(), error)).toBe(error);
});

describe('A refusal for a client of ws, with the filter of Nest 11,', () => {
  const prototype: object = BaseWsExceptionFilter.prototype;
  const own = Object.getOwnPropertyDescriptor(prototype, 'emitMessage');

  beforeEach(() => {
    Reflect.deleteProperty(prototype, 'emitMessage');
  });

  afterEach(() => {
    if (own) Object.defineProperty(prototype, 'emitMessage', own);
  });

  it('is sent once the filter has it', () => {
    const client = new NativeClient();
    const emitted = answerFor(client);
    expect(client.frames).toEqual([]);

    client.emit('exception', emitted);
    client.emit('exception', emitted);
    expect(client.frames.map((frame) => JSON.parse(frame) as unknown)).toEqual([
      { event: 'exception', data: answer },
    ]);
  });

  it('needs one listener, however many there are', () => {
    const client = new NativeClient();
    const all = Array.from({ length: 20 }, () => answerFor(client));
    expect(client.listenerCount('exception')).toBe(1);

    all.forEach((emitted) => client.emit('exception', emitted));
    expect(client.frames).toHaveLength(20);
  });

  it('sends nothing that the application emits itself', () => {
    const client = new NativeClient();
    answerFor(client);
    client.emit('exception', { status: 'error', message: 'of its own' });
    client.emit('exception', 'a text');

    expect(client.frames).toEqual([]);
  });

  it('is left to socket.io for its own clients', () => {
    const client = Object.assign(new NativeClient(), { handshake: {} });
    client.emit('exception', answerFor(client));

    expect(client.frames).toEqual([]);
  });
});
