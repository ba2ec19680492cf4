import { expect, it } from 'vitest';
import { requestOf } from '../../../lib/request/graphql-context.js';

const requestOfAnybody = () => ({ headers: {}, rawHeaders: [] });

it('finds the request of a context value again', () => {
  const req = requestOfAnybody();
  const value = { req };

  expect(requestOf(value)).toBe(req);
  expect(requestOf(value)).toBe(req);
});

it('refuses the second request of one context value', () => {
  const value = { req: requestOfAnybody() };
  requestOf(value);
  value.req = requestOfAnybody();

  expect(requestOf(value)).toBeUndefined();
});

it('keeps to the first request of a context value', () => {
  const first = requestOfAnybody();
  const value = { req: first };
  requestOf(value);
  value.req = requestOfAnybody();
  requestOf(value);
  value.req = first;

  expect(requestOf(value)).toBe(first);
});

it('finds the request of a frozen context value', () => {
  const req = requestOfAnybody();
  const value = Object.freeze({ req });

  expect(requestOf(value)).toBe(req);
  expect(requestOf(value)).toBe(req);
});
