import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { expect, it, vi } from 'vitest';
import {
  codeOf,
  describeSeenTokens,
  open,
  pool,
} from './seen-tokens.fixture.js';

const patience = { timeout: 15_000, interval: 50 };

/** Moves the wall clock, and nothing else. */
const setClock = (seconds: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: seconds * 1000 });

describeSeenTokens('A token that was good', (boot) => {
  it('ends at its exp, to the second', async () => {
    const now = Math.floor(Date.now() / 1000);
    const app = await boot({ clockTolerance: 5 });
    const token = pool.accessToken({ claims: { exp: now + 100 } });
    expect(await codeOf(app, token)).toBe(200);
    setClock(now + 104.999);
    expect(await codeOf(app, token)).toBe(200);
    setClock(now + 105);
    expect(await codeOf(app, token)).toBe('token_expired');
  });

  it('ends when it is too old', async () => {
    const now = Math.floor(Date.now() / 1000);
    const app = await boot({ maxTokenAge: 60 });
    const token = pool.accessToken({ claims: { iat: now } });
    expect(await codeOf(app, token)).toBe(200);
    setClock(now + 60);
    expect(await codeOf(app, token)).toBe('token_expired');
  });

  it('is not valid again before its time when the clock is set back', async () => {
    const now = Math.floor(Date.now() / 1000);
    const app = await boot();
    const token = pool.accessToken({ claims: { nbf: now - 10 } });
    expect(await codeOf(app, token)).toBe(200);
    setClock(now - 10);
    expect(await codeOf(app, token)).toBe(200);
    setClock(now - 10.001);
    expect(await codeOf(app, token)).toBe('token_not_active');
  });

  it('goes with its signing key, and no sooner', async () => {
    const rotating = await TestUserPool.create();
    const server = await rotating.listen();
    open.push(() => server.close());
    const app = await boot({
      userPoolId: rotating.userPoolId,
      clientId: rotating.clientId,
      jwksUri: server.jwksUri,
      keys: { unknownKeyCooldown: 100 },
    });
    const token = rotating.accessToken();
    expect(await codeOf(app, token)).toBe(200);
    await rotating.rotateKeys({ keepOld: true });
    expect(await codeOf(app, rotating.accessToken())).toBe(200);
    expect(await codeOf(app, token)).toBe(200);
    await rotating.rotateKeys();
    // The cooldown that the first rotation began may last yet.
    await vi.waitFor(
      async () => expect(await codeOf(app, rotating.accessToken())).toBe(200),
      patience,
    );
    expect(await codeOf(app, token)).toBe('signature_invalid');
  });

  it('goes when its keys may no longer be trusted', async () => {
    const server = await pool.listen();
    open.push(() => server.close());
    const app = await boot({
      jwksUri: server.jwksUri,
      keys: { maxAge: 1_000, staleIfError: 200 },
    });
    const token = pool.accessToken();
    expect(await codeOf(app, token)).toBe(200);
    server.goDown();
    await vi.waitFor(
      async () => expect(await codeOf(app, token)).toBe('keys_unavailable'),
      patience,
    );
  });
});
