import { NotFoundException } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import {
  CognitoUnauthorizedException,
  CognitoUnavailableException,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import {
  HttpCarrier,
  httpTransport,
} from '../../../lib/request/http.transport.js';
import { transportOf } from '../../../lib/request/transports.js';

const headers = { authorization: 'Bearer a' };
const rawHeaders = ['Authorization', 'Bearer a'];

describe('HttpCarrier', () => {
  it('has the parts of an Express request', () => {
    const cookies = { a: '1' };
    const query = { b: '2' };
    const carrier = new HttpCarrier({ headers, rawHeaders, cookies, query });

    expect(carrier.headers).toBe(headers);
    expect(carrier.rawHeaders).toBe(rawHeaders);
    expect(carrier.cookies).toBe(cookies);
    expect(carrier.query).toBe(query);
  });

  it('finds the raw headers behind a Fastify request', () => {
    const carrier = new HttpCarrier({ headers, raw: { rawHeaders } });

    expect(carrier.rawHeaders).toBe(rawHeaders);
  });

  it('is undefined in each part that the request lacks', () => {
    const carrier = new HttpCarrier({ headers });

    expect(carrier.rawHeaders).toBeUndefined();
    expect(carrier.cookies).toBeUndefined();
    expect(carrier.query).toBeUndefined();
  });

  it('reads the query only if an extractor does', () => {
    let parsed = 0;
    const carrier = new HttpCarrier({
      headers,
      get query() {
        parsed += 1;
        return {};
      },
    });

    expect(carrier.headers).toBe(headers);
    expect(parsed).toBe(0);
    expect(carrier.query).toEqual({});
    expect(parsed).toBe(1);
  });

  it('keeps its own properties off the request', () => {
    const request = { headers };

    Object.assign(new HttpCarrier(request), { user: 'mallory' });

    expect(request).toStrictEqual({ headers });
  });
});

describe('httpTransport', () => {
  const request = { headers };
  const response = {};
  const context = new ExecutionContextHost([request, response]);

  /** The headers that a refusal sets, and the error that it returns. */
  const refuse = (error: Error) => {
    const set: unknown[][] = [];
    const thrown = httpTransport.refuse(error, context, {
      realm: 'orders',
      setHeader: (...header) => set.push(header),
      messageServers: () => [],
    });
    return { set, thrown };
  };

  it('keeps the authentication on the request', () => {
    expect(httpTransport.holderOf(context)).toBe(request);
    expect(httpTransport.setsUser).toBe(true);
  });

  it('reads the token from the request', () => {
    const options = { origins: new Set<string>() };
    const carrier = httpTransport.carrierOf(request, context, options);

    expect(carrier.headers).toBe(headers);
    expect(carrier.type).toBe('http');
    expect(httpTransport.isConnection(request)).toBe(false);
  });

  it('sets the challenge of a refusal on the response', () => {
    const error = new CognitoUnauthorizedException('token_missing');

    expect(refuse(error)).toStrictEqual({
      set: [[response, 'WWW-Authenticate', 'Bearer realm="orders"']],
      thrown: error,
    });
  });

  it('sets no header for an exception of the application', () => {
    const error = new NotFoundException();

    expect(refuse(error)).toStrictEqual({ set: [], thrown: error });
  });

  it('sets Retry-After for a refusal without a challenge', () => {
    const error = new CognitoUnavailableException('keys_unavailable', {
      retryAfterMs: 5_000,
    });

    expect(refuse(error)).toStrictEqual({
      set: [[response, 'Retry-After', '5']],
      thrown: error,
    });
  });
});

describe('transportOf', () => {
  it('finds the transport of a context by its type', () => {
    const context = new ExecutionContextHost([]);
    expect(transportOf(context)).toBe(httpTransport);

    context.setType('carrier-pigeon');
    expect(transportOf(context)).toBeUndefined();
  });
});
