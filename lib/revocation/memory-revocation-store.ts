import type {
  Revocation,
  RevocationStore,
} from '../options/revocations-options.interface.js';

/** Keeps revocations in the memory of one process. They end with the process. */
export class MemoryRevocationStore implements RevocationStore {
  private revocations: Revocation[] = [];
  private readonly listeners = new Set<() => void>();

  /** Returns the revocations whose time has not ended. */
  async list(): Promise<readonly Revocation[]> {
    const now = Date.now() / 1000;
    this.revocations = this.revocations.filter(({ until }) => until > now);
    return [...this.revocations];
  }

  /** Adds a revocation and tells the subscribers. */
  async add(revocation: Revocation): Promise<void> {
    this.revocations.push({ ...revocation });
    this.listeners.forEach((changed) => changed());
  }

  /** Calls `changed` after each `add()`, until the returned function is called. */
  subscribe(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }
}
