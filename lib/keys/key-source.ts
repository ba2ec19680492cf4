import type { KeyObject } from 'node:crypto';
import type { SigningKeys } from './signing-keys.js';

/** Where the signing keys of one issuer come from. */
export interface KeySource {
  /** A known key that may be trusted now. Never waits. */
  get(kid: string): KeyObject | undefined;

  /**
   * The key of an id, fetched where it is not known; `undefined` where the
   * issuer has no such key.
   *
   * @throws CognitoUnavailableException where that cannot be told now.
   */
  find(kid: string): Promise<KeyObject | undefined>;

  /** @throws Error where the keys cannot be had now. */
  prefetch(): Promise<void>;

  /** Whether there was a good key set at any time. */
  readonly isLoaded: boolean;

  /** Ends what the source does by itself; a fetch in flight is the owner's to abort. */
  close(): void;
}

/** Fetches the signing keys anew, within the limits of the options. */
export type LoadSigningKeys = () => Promise<SigningKeys>;

/** Is told of each change between failing and not, not of each attempt. */
export interface KeySetObserver {
  failing(error: unknown): void;
  recovered(): void;
}
