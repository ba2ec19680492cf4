import {
  Groups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { accessOf } from './routes.js';

describe('A target with contradicting decorators', () => {
  const contradiction = (named: string) =>
    new Error(`${named} contradict each other on one target`);

  it('is refused where it is open and asks for something', () => {
    class Controller {
      @Public()
      @Groups('admin')
      @Scopes('orders/read')
      list(): void {}
    }

    expect(() => accessOf(Controller)).toThrow(
      contradiction('@Public() and @Scopes() and @Groups()'),
    );
  });

  it('is refused for a policy too', () => {
    @OptionalAuth()
    @Policy(() => true, 'is asked')
    class Controller {
      list(): void {}
    }

    expect(() => accessOf(Controller)).toThrow(
      contradiction('@OptionalAuth() and @Policy()'),
    );
  });

  it('is refused where it is open in two ways', () => {
    @Public()
    @OptionalAuth()
    class Controller {
      list(): void {}
    }

    expect(() => accessOf(Controller)).toThrow(
      contradiction('@Public() and @OptionalAuth()'),
    );
  });

  it('is refused behind a handler that is in order', () => {
    @Public()
    @Groups('admin')
    class Controller {
      @Scopes('orders/read')
      list(): void {}
    }

    expect(() => accessOf(Controller)).toThrow(
      contradiction('@Public() and @Groups()'),
    );
  });
});
