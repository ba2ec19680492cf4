import type { KeyObject } from 'node:crypto';
import type { SigningJwks } from '../options/user-pool-options.interface.js';
import type { KeySource } from './key-source.js';
import type { KeyState } from './key-state.js';
import { readSigningKeys, type SigningKeys } from './signing-keys.js';

/** Holds the pinned keys of a user pool, which are never fetched or refreshed. */
export class PinnedKeySet implements KeySource {
  private keys: SigningKeys | undefined;
  private reading: Promise<SigningKeys> | undefined;

  constructor(private readonly jwks: SigningJwks) {}

  get(kid: string): KeyObject | undefined {
    return this.keys?.get(kid);
  }

  async find(kid: string): Promise<KeyObject | undefined> {
    await this.prefetch();
    return this.get(kid);
  }

  async prefetch(): Promise<void> {
    this.reading ??= readSigningKeys('pinned', async () => this.jwks);
    this.keys = await this.reading;
  }

  get isLoaded(): boolean {
    return this.keys !== undefined;
  }

  get state(): KeyState {
    return { status: this.isLoaded ? 'fresh' : 'notLoaded' };
  }

  distrust(): void {
    this.keys = undefined;
    this.reading = Promise.resolve(new Map());
  }

  close(): void {}
}
