import { OptionalAuth, Public } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { accessModes } from '../../../lib/authorization/access-mode.decorators.js';
import { handlerOf } from './routes.fixture.js';

describe('@Public() and @OptionalAuth()', () => {
  it('say who a route is open to', () => {
    class Decorated {
      @Public()
      read(): void {}

      @OptionalAuth()
      list(): void {}

      write(): void {}
    }

    expect(accessModes.of(handlerOf(Decorated, 'read'))).toEqual(['public']);
    expect(accessModes.of(handlerOf(Decorated, 'list'))).toEqual(['optional']);
    expect(accessModes.of(handlerOf(Decorated, 'write'))).toBeUndefined();
  });

  it('are both kept where both stand on one target', () => {
    @Public()
    @OptionalAuth()
    class Decorated {}

    expect(accessModes.of(Decorated)).toEqual(['public', 'optional']);
  });
});
