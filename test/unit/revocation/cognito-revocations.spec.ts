import { Test } from '@nestjs/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RESOLVED_OPTIONS } from '../../../lib/options/resolved-options.js';
import { CognitoRevocations } from '../../../lib/revocation/cognito-revocations.js';
import { MemoryRevocationStore } from '../../../lib/revocation/memory-revocation-store.js';
import { RevocationMirror } from '../../../lib/revocation/revocation-mirror.js';
import { userWith } from '../authorization/users.fixture.js';
import { pool, resolve } from '../options/options.fixture.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_400, toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function create(options: object = pool) {
  const store = new MemoryRevocationStore();
  const resolved = resolve({ ...options, revocations: { store } });
  const module = await Test.createTestingModule({
    providers: [
      CognitoRevocations,
      RevocationMirror,
      { provide: RESOLVED_OPTIONS, useValue: resolved },
    ],
  }).compile();
  return { store, revocations: module.get(CognitoRevocations) };
}

const otherPool = { userPoolId: 'eu-west-1_Other0000', clientId: 'client' };
const session = userWith({ origin_jti: 'sign-in', jti: 'token' });

describe('CognitoRevocations', () => {
  it.each([
    ['a day, the longest life of a token', pool, 86_400],
    ['maxTokenAge', { ...pool, maxTokenAge: 600 }, 600],
    [
      'maxTokenAge, with several pools',
      { userPools: [pool, otherPool], maxTokenAge: 600 },
      600,
    ],
    [
      'a day, if pools are resolved at run time',
      { userPools: [pool, () => undefined], maxTokenAge: 600 },
      86_400,
    ],
  ])('keeps a session for %s', async (_, options, seconds) => {
    const { store, revocations } = await create(options);
    await revocations.revokeSession(session);

    expect(await store.list()).toEqual([
      {
        userPoolId: session.userPoolId,
        kind: 'session',
        id: 'sign-in',
        until: 1_001 + seconds,
      },
    ]);
  });

  it.each([undefined, '', 7, null])(
    'refuses a token whose id is %j',
    async (id) => {
      const { store, revocations } = await create();
      const user = userWith({ jti: id, origin_jti: id });
      const reason =
        ', so this revocation could never match: enable token revocation for ' +
        'the app client';

      await expect(revocations.revokeToken(user)).rejects.toThrow(
        `The token has no jti${reason}`,
      );
      await expect(revocations.revokeSession(user)).rejects.toThrow(
        `The token has no origin_jti${reason}`,
      );
      expect(await store.list()).toEqual([]);
    },
  );
});
