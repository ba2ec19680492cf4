import { describe, expect, it } from 'vitest';
import { wwwAuthenticate } from '../../../lib/errors/challenge.js';

describe('wwwAuthenticate', () => {
  it('has nothing but the realm where there is nothing to say', () => {
    expect(wwwAuthenticate({}, 'api')).toBe('Bearer realm="api"');
  });

  it('takes the realm as configured', () => {
    expect(wwwAuthenticate({}, 'Orders & more')).toBe(
      'Bearer realm="Orders & more"',
    );
  });

  it('tells the error and its description (RFC 6750 §3)', () => {
    expect(
      wwwAuthenticate(
        { error: 'invalid_token', errorDescription: 'The token has expired' },
        'api',
      ),
    ).toBe(
      'Bearer realm="api", error="invalid_token", error_description="The token has expired"',
    );
  });

  it('tells the scopes that would do (RFC 6750 §3)', () => {
    expect(
      wwwAuthenticate({ error: 'insufficient_scope', scope: 'a b' }, 'api'),
    ).toBe('Bearer realm="api", error="insufficient_scope", scope="a b"');
  });

  it('tells how recent and strong a sign-in must be (RFC 9470 §3)', () => {
    expect(
      wwwAuthenticate(
        {
          acrValues: 'urn:a urn:b',
          maxAge: 300,
          error: 'insufficient_user_authentication',
        },
        'api',
      ),
    ).toBe(
      'Bearer realm="api", error="insufficient_user_authentication", max_age="300", acr_values="urn:a urn:b"',
    );
  });

  it('leaves out what is undefined, and nothing else', () => {
    expect(
      wwwAuthenticate(
        { error: 'invalid_token', scope: undefined, maxAge: 0 },
        'api',
      ),
    ).toBe('Bearer realm="api", error="invalid_token", max_age="0"');
  });
});
