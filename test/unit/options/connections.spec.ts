import { describe, expect, it } from 'vitest';
import { expectRefused, pool, resolve } from './options.fixture.js';

const resolved = (options: object) => resolve({ ...pool, ...options });

describe('connections', () => {
  it('closes at the end of a token, and accepts no cookies by default', () => {
    expect(resolved({}).connections).toEqual({
      onExpiry: 'close',
      origins: new Set(),
    });
  });

  it('takes origins', () => {
    const origins = ['https://app.example.com', 'http://localhost:3000'];

    expect(
      resolved({ connections: { origins, onExpiry: 'refuse' } }).connections,
    ).toEqual({ onExpiry: 'refuse', origins: new Set(origins) });
  });

  it.each([
    'https://app.example.com/',
    'https://app.example.com/path',
    'app.example.com',
    '*',
    'null',
  ])('cannot have the origin %j', (origin) => {
    expectRefused(
      { connections: { origins: [origin] } },
      'connections.origins',
      `must be a list without repetitions, each an origin like https://app.example.com, without a path, but is ["${origin}"]`,
    );
  });

  it('has no other option', () => {
    expectRefused(
      { connections: { origin: [] } },
      'connections.origin',
      'is unknown here; known are onExpiry, origins',
    );
  });
});
