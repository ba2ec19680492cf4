import { CognitoAuthOptionsError } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { RESOLVED_OPTIONS } from '../../../lib/options/resolved-options.js';

describe('CognitoAuthOptionsError', () => {
  const error = new CognitoAuthOptionsError('keys.maxAge', 'is odd');

  it('names the option and the problem', () => {
    expect(error.option).toBe('keys.maxAge');
    expect(error.message).toBe('CognitoAuthModule option "keys.maxAge" is odd');
  });

  it('is an error with a name of its own', () => {
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('CognitoAuthOptionsError');
  });
});

describe('RESOLVED_OPTIONS', () => {
  it('names the package, for errors of dependency injection', () => {
    expect(String(RESOLVED_OPTIONS)).toBe(
      'Symbol(nestjs-cognito-auth resolved options)',
    );
  });
});
