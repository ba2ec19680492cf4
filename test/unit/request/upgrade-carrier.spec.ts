import { describe, expect, it } from 'vitest';
import { UpgradeCarrier } from '../../../lib/request/upgrade-carrier.js';

const origin = 'https://app.example.com';
const options = { origins: new Set([origin]) };
const none = { origins: new Set<string>() };

const request = {
  headers: { origin, cookie: 'session=abc', host: 'api' },
  rawHeaders: [
    ...['Origin', origin, 'COOKIE', 'session=abc'],
    ...['Host', 'api', 'Cookie', 'other=1'],
  ],
  url: '/chat?token=a&token=b&name=x%20y',
};

const carrierOf = (connection: unknown, { headers, url } = request) =>
  new UpgradeCarrier('ws', { ...request, headers, url }, connection, options);

describe('The carrier of an upgrade', () => {
  it('has the cookies of an accepted origin', () => {
    const { headers, rawHeaders } = carrierOf(undefined);

    expect(headers).toEqual(request.headers);
    expect(rawHeaders).toEqual(request.rawHeaders);
  });

  it('has no trace of other cookies', () => {
    const carrier = new UpgradeCarrier('ws', request, undefined, none);

    expect(carrier.headers).toEqual({ origin, host: 'api' });
    expect(carrier.rawHeaders).toEqual(['Origin', origin, 'Host', 'api']);
  });

  it('has a list for a parameter that comes twice', () => {
    expect(carrierOf(undefined).query).toEqual({
      token: ['a', 'b'],
      name: 'x y',
    });
  });

  it('keeps what follows a second question mark', () => {
    const { query } = carrierOf(undefined, { ...request, url: '/?a=b?c' });
    expect(query).toEqual({ a: 'b?c' });
  });

  it.each([
    ['/chat', {}],
    ['?a=b', { a: 'b' }],
    ['/chat?', {}],
  ])('has the query of %s', (url, query) => {
    expect(carrierOf(undefined, { ...request, url }).query).toEqual(query);
  });

  it('has no cookies where an accepted origin sends none', () => {
    const carrier = new UpgradeCarrier(
      'ws',
      { headers: { origin } },
      undefined,
      options,
    );

    expect(carrier.headers).toStrictEqual({ origin });
  });

  it('is empty without a request', () => {
    const carrier = new UpgradeCarrier('ws', undefined, undefined, options);

    expect(carrier.headers).toEqual({});
    expect(carrier.query).toEqual({});
    expect(carrier.rawHeaders).toBeUndefined();
  });

  it.each([null, undefined, 5, 'token', true, [], [{ token: 'a' }]])(
    'takes no values of the connection from %j',
    (connection) => {
      expect(carrierOf(connection).connection).toBeUndefined();
    },
  );

  it('takes the values of the connection from an object', () => {
    expect(carrierOf({ token: 'a' }).connection).toEqual({ token: 'a' });
  });
});
