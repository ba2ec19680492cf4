import { Injectable, UseGuards } from '@nestjs/common';
import { ExternalContextCreator } from '@nestjs/core';
import { CognitoAuthModule, CognitoGuard, Public } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

@Injectable()
@UseGuards(CognitoGuard)
class MessageHandlers {
  handle() {
    return 'handled';
  }

  @Public()
  open() {
    return 'handled';
  }
}

describe.each(platforms)('a context of another kind on $name', (platform) => {
  let pool: TestUserPool;
  let app: RunningApp;

  beforeAll(async () => {
    pool = await TestUserPool.create();
    app = await bootApp(platform, {
      providers: [MessageHandlers],
      imports: [
        // The audit knows no handlers of such a kind.
        CognitoAuthModule.forRoot({
          ...pool.options,
          unguardedRoutes: 'ignore',
        }),
      ],
    });
  });

  afterAll(() => app.close());

  /** Calls a handler as Nest's own packages for other transports do. */
  const call = (method: 'handle' | 'open', kind: string, message: unknown) => {
    const handlers = app.app.get(MessageHandlers);
    const create = app.app.get(ExternalContextCreator);
    const none = undefined;
    const handler = create.create(
      handlers,
      handlers[method],
      method,
      ...([none, none, none, none, none] as const),
      kind,
    ) as (message: unknown) => Promise<unknown>;
    return handler(message);
  };

  it.each(['rpc', 'ws', 'graphql', 'unheard-of'])(
    'is refused, whatever the %s message says of itself',
    async (kind) => {
      const headers = { authorization: `Bearer ${pool.accessToken()}` };
      const message = { headers, user: { sub: 'me', groups: ['admin'] } };
      await expect(call('handle', kind, message)).rejects.toThrow(
        `CognitoGuard cannot guard a context of type "${kind}"`,
      );
    },
  );

  it('is let through where the handler is public', async () => {
    expect(await call('open', 'rpc', {})).toBe('handled');
  });
});
