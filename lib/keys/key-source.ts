import type { KeyObject } from 'node:crypto';
import type { KeyState } from './key-state.js';
import type { SigningKeys } from './signing-keys.js';

/** Finds signing keys of one issuer. */
export interface KeyFinder {
  /** Returns a key that is known and trusted now. Never waits. */
  get(kid: string): KeyObject | undefined;

  /**
   * Returns the key with an id, and may fetch the key set if the id is unknown.
   * Returns `undefined` if the issuer has no such key.
   *
   * @throws CognitoUnavailableException if the key set cannot be fetched now.
   */
  find(kid: string): Promise<KeyObject | undefined>;
}

/** Provides the signing keys of one issuer, and keeps them. */
export interface KeySource extends KeyFinder {
  /** @throws Error if the keys cannot be loaded now. */
  prefetch(): Promise<void>;

  /** True once a valid key set was loaded, even if it is no longer trusted. */
  readonly isLoaded: boolean;

  /** The present knowledge. It causes no fetch. */
  readonly state: KeyState;

  /** Forgets all keys at once and for good: nothing they verified counts any more. */
  distrust(): void;

  /** Stops background work. The owner of the source aborts a fetch in flight. */
  close(): void;
}

/** Fetches the signing keys again, within the limits of the options. */
export type LoadSigningKeys = () => Promise<SigningKeys>;

/** Learns when fetches begin to fail and when they recover, not of each attempt. */
export interface KeySetObserver {
  failing(error: unknown): void;
  recovered(): void;
}
