/** Something that was signed out before its tokens expire. */
export interface Revocation {
  /** The user pool. Ids are unique within a pool only. */
  readonly userPoolId: string;
  /**
   * The thing that is revoked: one token (`jti`), one sign-in with all tokens refreshed
   * from it (`origin_jti`), a user (`sub`), or an app client.
   */
  readonly kind: 'token' | 'session' | 'user' | 'client';
  /** The `jti`, `origin_jti`, `sub` or client id. */
  readonly id: string;
  /**
   * For users and clients: sign-ins at this time or earlier are revoked, in
   * seconds since the epoch. Absent, all of them are.
   */
  readonly before?: number | undefined;
  /** When no such token can be valid any more, in seconds since the epoch. */
  readonly until: number;
}

/**
 * Keeps revocations for all instances of an application. The library reads it in
 * the background, so that no request waits for it.
 */
export interface RevocationStore {
  /** Returns the revocations whose time has not ended. */
  list(): Promise<readonly Revocation[]>;
  /** Adds a revocation, for every instance to see. */
  add(revocation: Revocation): Promise<void>;
  /**
   * Calls `changed` after a revocation was added by any instance. It is optional:
   * without it, other instances learn of it by `refreshEvery`.
   *
   * @returns a function that ends the subscription
   */
  subscribe?(changed: () => void): () => void;
}

/** Options for tokens that are signed out before they expire. */
export interface CognitoRevocationsOptions {
  /** The place where revocations are kept: a `MemoryRevocationStore`, or one for a fleet. */
  store: RevocationStore;

  /**
   * Milliseconds between two reads of the store, at least 100. It is the longest
   * time in which another instance does not know a revocation.
   *
   * @default 5_000
   */
  refreshEvery?: number | undefined;

  /**
   * Milliseconds beyond `refreshEvery` in which the last read still counts while
   * the store fails. After that, requests get 503 `revocations_unavailable`.
   *
   * @default 60_000
   */
  staleIfError?: number | undefined;
}
