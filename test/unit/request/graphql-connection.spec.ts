import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  connectionOfMercurius,
  isConnection,
  isUpgraded,
  openingOf,
  partsOf,
  type GraphqlConnection,
} from '../../../lib/request/graphql-connection.js';

const socket = { readyState: 1, OPEN: 1, close() {}, once() {} };
const upgradeRequest = () => ({ ws: true, raw: { url: '/graphql' } });

describe('connectionOfMercurius()', () => {
  it.each([undefined, { token: 'a' }])(
    'is one connection as long as its parameters are %j',
    (parameters) => {
      const request = upgradeRequest();
      const connection = connectionOfMercurius(request, parameters);

      expect(connection).toEqual({
        connectionParams: parameters,
        extra: { request: request.raw },
      });
      expect(connectionOfMercurius(request, parameters)).toBe(connection);
      expect(connectionOfMercurius(upgradeRequest(), parameters)).not.toBe(
        connection,
      );
    },
  );

  it('is another one with other parameters', () => {
    const request = upgradeRequest();
    const first = connectionOfMercurius(request, { token: 'a' });
    const second = connectionOfMercurius(request, { token: 'b' });

    expect(second).not.toBe(first);
    expect(second.connectionParams).toEqual({ token: 'b' });
    expect(connectionOfMercurius(request, second.connectionParams)).toBe(
      second,
    );
  });
});

describe('isUpgraded()', () => {
  it.each([
    [{ ws: true }, true],
    [{ ws: false }, false],
    [{}, false],
    [{ upgrade: true }, true],
    [{ upgrade: false }, false],
    [{ raw: {} }, false],
    [{ raw: {}, upgrade: true }, true],
    [{ raw: { upgrade: true } }, true],
    [{ raw: { upgrade: false }, upgrade: true }, false],
  ])('of %j is %s', (request, expected) => {
    expect(isUpgraded(request)).toBe(expected);
  });
});

describe('isConnection()', () => {
  it.each([
    ['a connection of Mercurius', connectionOfMercurius(upgradeRequest(), 1)],
    ['a context of graphql-ws', { connectionInitReceived: true, extra: {} }],
    ['a request that became a WebSocket', { upgrade: true }],
  ])('takes %s for one', (_, holder) => {
    expect(isConnection(holder)).toBe(true);
  });

  it('takes no HTTP request for one', () => {
    expect(isConnection({ headers: {}, url: '/graphql' })).toBe(false);
  });

  it.each([
    [true, true],
    [false, false],
    [null, false],
  ])('takes a request of Node whose upgrade is %s for one: %s', (...row) => {
    const [upgrade, expected] = row;
    const request = new IncomingMessage(new Socket());
    expect(isConnection(Object.assign(request, { upgrade }))).toBe(expected);
  });
});

describe('partsOf()', () => {
  it('reads the upgrade request and the parameters of a connection', () => {
    const request = { url: '/graphql' };
    const connectionParams = { token: 'a' };

    expect(partsOf({ extra: { request }, connectionParams })).toEqual([
      request,
      connectionParams,
    ]);
    expect(partsOf({ extra: undefined, connectionParams } as never)).toEqual([
      undefined,
      connectionParams,
    ]);
  });

  it('reads an upgrade request itself', () => {
    const request = { ws: true, url: '/graphql' };
    expect(partsOf(request)).toEqual([request, undefined]);
  });
});

describe('openingOf()', () => {
  it('finds the connection of graphql-ws in the argument', () => {
    const connection = { extra: { socket } } as GraphqlConnection;
    expect(openingOf(undefined, connection)).toEqual({ connection, socket });
  });

  it('finds the connection of Mercurius at the receiver', () => {
    const request = upgradeRequest();
    const payload = { token: 'a' };
    const opening = openingOf({ socket, context: { request } }, { payload });

    expect(opening).toEqual({
      connection: connectionOfMercurius(request, payload),
      socket,
    });
  });

  it.each([
    ['nothing', undefined, undefined],
    ['null', null, null],
    ['a receiver without a request', { socket, context: {} }, {}],
    ['a receiver without a context', { socket }, {}],
    ['a receiver without a socket', { context: { request: {} } }, {}],
    ['an argument without a socket', undefined, { extra: {} }],
    ['a message that says it has one', {}, { extra: { socket: 'socket' } }],
    ['a socket without close()', {}, { extra: { socket: { once() {} } } }],
    ['a socket without once()', {}, { extra: { socket: { close() {} } } }],
    ['an argument of null extra', {}, { extra: null }],
  ])('finds none in %s', (_, receiver, argument) => {
    expect(openingOf(receiver, argument)).toBeUndefined();
  });
});
