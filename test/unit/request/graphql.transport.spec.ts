import { HttpException, NotFoundException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { CognitoUnauthorizedException } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { contextValueOf } from '../../../lib/request/graphql-context.js';
import { graphqlTransport } from '../../../lib/request/graphql.transport.js';

const info = { schema: {}, operation: {} };
const reading = { origins: new Set<string>() };
const tools = {
  realm: 'api',
  setHeader: () => undefined,
  messageServers: () => [],
};

/** The context of a resolver with a context value. */
const contextOf = (value: unknown) =>
  new ExecutionContextHost([{}, {}, value, info]);

/** Refuses an operation, and returns what the client is sent of it. */
const extensionsOf = (error: Error, value: unknown) => {
  const answer = graphqlTransport.refuse(error, contextOf(value), tools);
  return (answer as { readonly extensions: Record<string, unknown> })
    .extensions;
};

const request = { headers: {}, rawHeaders: [] };
const refusal = new CognitoUnauthorizedException('token_missing');
const challenge = new Map([['WWW-Authenticate', 'Bearer realm="api"']]);

describe('The context value of a GraphQL operation', () => {
  const value = { req: request };

  it.each([
    ['a field', [{}, {}, value, info]],
    ['a reference', [{}, value, info]],
    ['a field with more arguments of Nest', [{}, {}, value, info, undefined]],
    ['an operation whose root looks like the info', [info, {}, value, info]],
  ])('is found for %s', (_, args) => {
    expect(contextValueOf(new ExecutionContextHost(args))).toBe(value);
  });

  it.each([
    ['there is no info', [{}, {}, value, {}]],
    ['the info has no operation', [{}, {}, value, { schema: {} }]],
    ['the info has no schema', [{}, {}, value, { operation: {} }]],
    ['the info is null', [{}, {}, value, null]],
    ['the info is a text', [{}, {}, value, 'schema operation']],
    ['it is null', [{}, {}, null, info]],
    ['it is a text', [{}, {}, 'text', info]],
    ['nothing stands in front of the info', [info]],
  ])('is empty if %s', (_, args) => {
    expect(contextValueOf(new ExecutionContextHost(args))).toEqual({});
  });

  it.each([undefined, null, 'text', 7])('has no request in %j', (req) => {
    expect(graphqlTransport.holderOf(contextOf({ req }))).toBeUndefined();
  });
});

describe('The carrier of a GraphQL operation', () => {
  it.each([
    ['request', request],
    ['connection', { connectionInitReceived: true, extra: { request } }],
  ])('tells its kind for a %s', (_, holder) => {
    const context = contextOf({ req: holder });
    const carrier = graphqlTransport.carrierOf(holder, context, reading);

    expect(carrier.type).toBe('graphql');
  });
});

describe('A refusal of a GraphQL operation', () => {
  it('has a challenge over HTTP', () => {
    expect(extensionsOf(refusal, { req: request })).toEqual({
      code: 'UNAUTHENTICATED',
      originalError: refusal.getResponse(),
      http: { headers: challenge },
    });
  });

  it.each([
    ['over a connection', refusal, { req: { connectionInitReceived: true } }],
    ['without a request', refusal, {}],
    ['by the application', new NotFoundException(), { req: request }],
  ])('has no challenge %s', (_, error, value) => {
    expect(extensionsOf(error, value)).not.toHaveProperty('http');
  });

  it('sets the header on the reply of Mercurius', () => {
    const headers: unknown[] = [];
    const reply = {
      request,
      header: (...header: unknown[]) => headers.push(header),
    };

    expect(extensionsOf(refusal, { reply })).not.toHaveProperty('http');
    expect(headers).toEqual([...challenge]);
  });

  it('tells the status of an exception without a code of Apollo', () => {
    const error = new HttpException('Teapot', 418);

    expect(extensionsOf(error, { req: request })).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      status: 418,
      originalError: 'Teapot',
    });
  });

  it('hides an error of the application, with its stack', () => {
    const error = new Error('a secret');
    const context = contextOf({ req: request });
    const answer = graphqlTransport.refuse(error, context, tools) as Error;

    expect(answer).toMatchObject({
      message: 'Internal server error',
      stack: 'Error: Internal server error',
      cause: error,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    });
  });
});
