import type { CognitoUser } from '../principal/cognito-user.js';
import type { Revocation } from '../options/revocations-options.interface.js';

/** When a revocation ends, and which sign-ins it revokes. */
interface Entry {
  readonly before: number;
  readonly until: number;
}

type Entries = Record<Revocation['kind'], Map<unknown, Entry>>;

const kinds = ['token', 'session', 'user', 'client'] as const;

/**
 * Holds revocations for a synchronous check. An entry leaves by its time alone: a
 * store that lost its data must not let anybody in again.
 */
export class RevocationList {
  private readonly pools = new Map<string, Entries>();

  /** Number of entries, of all user pools. */
  get size(): number {
    return [...this.pools.values()]
      .flatMap((entries) => kinds.map((kind) => entries[kind].size))
      .reduce((sum, size) => sum + size, 0);
  }

  add({ userPoolId, kind, id, before = Infinity, until }: Revocation): void {
    let entries = this.pools.get(userPoolId);
    if (entries === undefined) {
      entries = {
        token: new Map(),
        session: new Map(),
        user: new Map(),
        client: new Map(),
      };
      this.pools.set(userPoolId, entries);
    }
    const known = entries[kind].get(id);
    entries[kind].set(id, {
      before: Math.max(before, known?.before ?? -Infinity),
      until: Math.max(until, known?.until ?? -Infinity),
    });
  }

  /** Returns whether the token of a principal was revoked. */
  has({ userPoolId, sub, clientId, issuedAt, authTime, claims }: CognitoUser) {
    const entries = this.pools.get(userPoolId);
    if (entries === undefined) {
      return false;
    }
    // A refresh makes a new `iat` and keeps `auth_time`. Machines have `iat` only.
    const signedIn = authTime ?? issuedAt;
    return (
      entries.token.has(claims['jti']) ||
      entries.session.has(claims['origin_jti']) ||
      signedIn <= (entries.user.get(sub)?.before ?? -Infinity) ||
      signedIn <= (entries.client.get(clientId)?.before ?? -Infinity)
    );
  }

  /** @param now seconds since the epoch */
  removeEnded(now: number): void {
    for (const [userPoolId, entries] of this.pools) {
      for (const kind of kinds) {
        entries[kind].forEach(({ until }, id) => {
          if (until <= now) {
            entries[kind].delete(id);
          }
        });
      }
      if (kinds.every((kind) => entries[kind].size === 0)) {
        this.pools.delete(userPoolId);
      }
    }
  }
}
