import { Metadata } from '@grpc/grpc-js';
import { NatsContext, TcpContext } from '@nestjs/microservices';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { fromBearerHeader } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { headersOf } from '../../../lib/request/rpc-message.js';

const bearer = 'Bearer a.b.c';

/** The token of a message, or the code of the refusal. */
function tokenOf(message: object): unknown {
  try {
    return fromBearerHeader()({ type: 'rpc', headers: headersOf(message) });
  } catch (error) {
    return (error as { readonly code: unknown }).code;
  }
}

function tcp(metadata: unknown): TcpContext {
  type Arguments = ConstructorParameters<typeof TcpContext>[0];
  return new TcpContext([
    undefined,
    'orders',
    metadata,
  ] as unknown as Arguments);
}

describe('headersOf', () => {
  it('lists the values of a name that comes twice', () => {
    const metadata = new Metadata();
    metadata.add('authorization', bearer);
    metadata.add('authorization', bearer);
    expect(headersOf(metadata)).toEqual({ authorization: [bearer, bearer] });
    expect(tokenOf(metadata)).toBe('request_malformed');

    const headers = natsHeaders();
    headers.append('authorization', bearer);
    headers.append('authorization', bearer);
    expect(tokenOf(new NatsContext(['orders', headers]))).toBe(
      'request_malformed',
    );
  });

  it.each([
    ['a number', 7],
    ['a list of one string', [bearer]],
    ['an object', { toString: 1, valueOf: 1 }],
    ['joined values', `${bearer},${bearer}`],
  ])('has no token in %s', (_what, authorization) => {
    expect(tokenOf(tcp({ authorization }))).toBe('request_malformed');
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', bearer],
    ['a number', 7],
    ['a list', [bearer]],
    ['no value', { authorization: null }],
  ])('finds no token where the metadata is %s', (_what, metadata) => {
    expect(tokenOf(tcp(metadata))).toBeUndefined();
  });

  it('keeps names that every object has', () => {
    const metadata: unknown = JSON.parse(
      `{"__proto__": "${bearer}", "constructor": "a", "Authorization": "${bearer}"}`,
    );
    const headers = headersOf(tcp(metadata));
    expect(Object.entries(headers)).toEqual([
      ['__proto__', bearer],
      ['constructor', 'a'],
      ['authorization', bearer],
    ]);
  });

  it('reads each of many values once', () => {
    const names = Array.from({ length: 50_000 }, (_, index) => [
      `x-${index}`,
      'a',
    ]);
    const headers = headersOf(tcp(Object.fromEntries(names)));
    expect(Object.keys(headers)).toHaveLength(50_000);
  });
});
