import { describe, expect, it } from 'vitest';
import { HttpCarrier } from '../../../lib/request/http.transport.js';

const headers = { authorization: 'Bearer a' };
const rawHeaders = ['Authorization', 'Bearer a'];

describe('HttpCarrier', () => {
  it('offers what an Express request has', () => {
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

  it('does without what the request does not have', () => {
    const carrier = new HttpCarrier({ headers });

    expect(carrier.rawHeaders).toBeUndefined();
    expect(carrier.cookies).toBeUndefined();
    expect(carrier.query).toBeUndefined();
  });

  it('has the query parsed only when it is asked for', () => {
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

  it('keeps what is written onto it off the request', () => {
    const request = { headers };

    Object.assign(new HttpCarrier(request), { user: 'mallory' });

    expect(request).toStrictEqual({ headers });
  });
});
