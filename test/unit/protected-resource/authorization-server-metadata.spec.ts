import { setTimeout } from 'node:timers/promises';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resolveOptions } from '../../../lib/options/resolve-options.js';
import { AuthorizationServerMetadata } from '../../../lib/protected-resource/authorization-server-metadata.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';

const pool = await TestUserPool.create();
const fault = 'status 500 with the good set';
let cognito: FaultyKeyServer;

beforeEach(async () => {
  cognito = await FaultyKeyServer.start({
    keySet: () => ({
      issuer: origin(),
      authorization_endpoint: 'https://auth.example.com/oauth2/authorize',
      token_endpoint: 'https://auth.example.com/oauth2/token',
    }),
  });
});

afterEach(() => cognito.close());

const origin = () => new URL(cognito.jwksUri).origin;

/** Creates the metadata with times that the public options do not allow. */
function metadata(times: { maxAge: number; staleIfError: number }) {
  const { userPools, keys } = resolveOptions({
    ...pool.options,
    issuer: origin(),
  });
  return new AuthorizationServerMetadata(
    userPools[0]!,
    'https://api.example.com',
    { ...keys, ...times },
    new AbortController().signal,
  );
}

it('fetches once while the document is fresh', async () => {
  const fresh = metadata({ maxAge: 60_000, staleIfError: 0 });

  expect(await fresh.get()).toBe(await fresh.get());
  expect(cognito.requests).toBe(1);
});

it('fetches again when the document is too old', async () => {
  const aging = metadata({ maxAge: 1, staleIfError: 0 });
  const first = await aging.get();
  await setTimeout(20);

  expect(await aging.get()).not.toBe(first);
  expect(cognito.requests).toBe(2);
});

it('returns the last document for a while after a fetch fails', async () => {
  const stale = metadata({ maxAge: 1, staleIfError: 60_000 });
  const last = await stale.get();
  await cognito.breakWith(fault);
  await setTimeout(20);

  expect(await stale.get()).toBe(last);
  expect(cognito.requests).toBe(2);
});

it('returns no document that is older than that', async () => {
  const gone = metadata({ maxAge: 1, staleIfError: 1 });
  await gone.get();
  await cognito.breakWith(fault);
  await setTimeout(20);

  await expect(gone.get()).rejects.toThrow('500');
});

it('makes a pause after three failures, with the error of the last one', async () => {
  const failing = metadata({ maxAge: 60_000, staleIfError: 0 });
  await cognito.breakWith(fault);
  for (let asked = 0; asked < 50; asked += 1) {
    await expect(failing.get()).rejects.toThrow('500');
  }

  expect(cognito.requests).toBeGreaterThanOrEqual(3);
  // One more for each second that this test takes.
  expect(cognito.requests).toBeLessThan(25);
});

it('fetches at once after a success', async () => {
  const healed = metadata({ maxAge: 1, staleIfError: 0 });
  await cognito.breakWith(fault);
  await expect(healed.get()).rejects.toThrow();
  await expect(healed.get()).rejects.toThrow();
  await cognito.heal();
  await healed.get();
  await cognito.breakWith(fault);
  await setTimeout(20);
  await expect(healed.get()).rejects.toThrow();
  await cognito.heal();

  expect(await healed.get()).toMatchObject({
    issuer: 'https://api.example.com',
  });
});
