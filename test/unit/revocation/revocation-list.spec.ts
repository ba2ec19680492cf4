import { describe, expect, it } from 'vitest';
import { RevocationList } from '../../../lib/revocation/revocation-list.js';
import { userWith } from '../authorization/users.fixture.js';

const user = userWith();
const { userPoolId, sub } = user;

describe('RevocationList', () => {
  it('is empty at first', () => {
    const list = new RevocationList();

    expect(list.size).toBe(0);
    expect(list.has(user)).toBe(false);
  });

  it('keeps the latest time of a user', () => {
    const list = new RevocationList();
    const signedIn = user.authTime ?? user.issuedAt;
    const entry = { userPoolId, kind: 'user', id: sub, until: 100 } as const;
    list.add({ ...entry, before: signedIn });
    list.add({ ...entry, before: signedIn - 1, until: 50 });

    expect(list.has(user)).toBe(true);
    list.removeEnded(99);
    expect(list.size).toBe(1);
    list.removeEnded(100);
    expect(list.size).toBe(0);
    expect(list.has(user)).toBe(false);
  });

  it('revokes all sign-ins of a user without a time', () => {
    const list = new RevocationList();
    list.add({ userPoolId, kind: 'user', id: sub, until: 100 });

    expect(list.has(user)).toBe(true);
  });

  it('does not take a missing id for one that is listed', () => {
    const list = new RevocationList();
    list.add({ userPoolId, kind: 'token', id: 'undefined', until: 100 });
    list.add({ userPoolId, kind: 'session', id: 'undefined', until: 100 });

    expect(list.has(user)).toBe(false);
  });

  it('holds a hundred thousand entries, and forgets them by their time', () => {
    const list = new RevocationList();
    for (let index = 0; index < 100_000; index += 1) {
      list.add({ userPoolId, kind: 'token', id: `${index}`, until: index });
    }

    expect(list.size).toBe(100_000);
    list.removeEnded(99_998);
    expect(list.size).toBe(1);
  });
});
