import { EventEmitter } from 'node:events';
import { Metadata } from '@grpc/grpc-js';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import {
  KafkaContext,
  MqttContext,
  NatsContext,
  RmqContext,
} from '@nestjs/microservices';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { fromBearerHeader } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import {
  grpcOf,
  headersOf,
  isGrpcCall,
  messageOf,
  payloadOf,
} from '../../../lib/request/rpc-message.js';
import { tcpContext as tcp } from './tcp-context.fixture.js';

const bearer = 'Bearer a.b.c';

/** The token of a message, or the code of the refusal. */
function tokenOf(message: object): unknown {
  try {
    return fromBearerHeader()({ type: 'rpc', headers: headersOf(message) });
  } catch (error) {
    return (error as { readonly code: unknown }).code;
  }
}

const grpcMetadata = new Metadata();
grpcMetadata.set('X-A', 'b');

const grpcCall = Object.assign(new EventEmitter(), { metadata: grpcMetadata });

function natsHeadersOf(values: Record<string, string>) {
  const headers = natsHeaders();
  Object.entries(values).forEach(([name, value]) => headers.set(name, value));
  return headers;
}

function mqtt(packet: object): MqttContext {
  return new MqttContext(['orders', packet]);
}

function rabbit(message: object): RmqContext {
  return new RmqContext([message, {}, 'orders']);
}

function kafka(message: object): KafkaContext {
  type Arguments = ConstructorParameters<typeof KafkaContext>[0];
  return new KafkaContext([message] as unknown as Arguments);
}

/** The context of an argument list that Nest hands to guards. */
function contextOf(...args: unknown[]): ExecutionContextHost {
  return new ExecutionContextHost(args);
}

describe('A message', () => {
  const ofTcp = tcp({});

  it.each([
    ['of gRPC is its metadata', contextOf({}, grpcMetadata), grpcMetadata],
    ['of a stream call is the call', contextOf(grpcCall), grpcCall],
    ['of TCP is its context', contextOf({}, ofTcp), ofTcp],
    ['without a context is none', contextOf({}), undefined],
    ['of an unknown kind is none', contextOf({}, {}), undefined],
    ['of null is none', contextOf(null, null), undefined],
    ['of texts is none', contextOf('getMap', 'getArgs'), undefined],
  ])('%s', (_what, context, expected) => {
    expect(messageOf(context)).toBe(expected);
  });

  it.each([
    ['as it is', contextOf({ item: 'tea' }, ofTcp), { item: 'tea' }],
    ['unless it is a call', contextOf(grpcCall), undefined],
  ])('has its payload %s', (_what, context, expected) => {
    expect(payloadOf(context)).toEqual(expected);
  });

  it.each([
    [{ emit() {} }],
    [{ metadata: grpcMetadata }],
    [{ emit() {}, metadata: {} }],
    [{ emit() {}, metadata: { getMap() {} } }],
    [{ emit() {}, metadata: { get() {} } }],
    [{ emit: 'emit', metadata: grpcMetadata }],
    ['emit'],
    [undefined],
  ])('is no call of gRPC with %j', (payload) => {
    expect(isGrpcCall(payload)).toBe(false);
    expect(grpcOf(contextOf(payload, ofTcp))).toBeUndefined();
  });
});

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

  it.each([
    ['two values of one name', { 'x-a': ['b', 'c'] }, ['b', 'c']],
    ['what is no text among them', { 'x-a': ['b', 7, null, 'c'] }, ['b', 'c']],
    ['one value of two names', { 'X-A': 'b', 'x-a': 'c' }, ['b', 'c']],
    ['no value', { 'x-a': undefined, 'X-A': null }, undefined],
    ['a value beside none', { 'X-A': 'b', 'x-a': null }, 'b'],
    ['a comma', { 'x-a': 'b,c' }, 'b,c'],
    ['an empty text', { 'x-a': '' }, ''],
  ])('reads %s', (_what, metadata, expected) => {
    expect(headersOf(tcp(metadata))['x-a']).toEqual(expected);
  });

  it.each([
    ['gRPC', grpcMetadata],
    ['a pass-through call of gRPC', grpcCall],
    ['NATS', new NatsContext(['orders', natsHeadersOf({ 'x-a': 'b' })])],
    ['MQTT', mqtt({ properties: { userProperties: { 'X-A': 'b' } } })],
    ['RabbitMQ', rabbit({ properties: { headers: { 'X-A': 'b' } } })],
    ['Kafka', kafka({ headers: { 'X-A': 'b' } })],
    ['TCP', tcp({ 'X-A': 'b' })],
  ])('reads the headers of %s', (_transport, message) => {
    expect(headersOf(message)).toEqual({ 'x-a': 'b' });
  });

  it.each([
    ['gRPC', new Metadata()],
    ['NATS', new NatsContext(['orders', undefined])],
    ['MQTT', mqtt({})],
    ['MQTT without user properties', mqtt({ properties: {} })],
    ['RabbitMQ', rabbit({ properties: {} })],
    ['Kafka', kafka({})],
  ])('reads a message of %s without headers', (_transport, message) => {
    expect(headersOf(message)).toEqual({});
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
