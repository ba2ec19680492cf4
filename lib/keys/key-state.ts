/** The knowledge about keys, without a fetch. */
export interface KeyState {
  /**
   * `stale` while known keys still count although fetches fail. `missing` if there
   * are none that count, `notLoaded` if no fetch has ended yet.
   */
  readonly status: 'fresh' | 'stale' | 'missing' | 'notLoaded';
  /** Milliseconds since the last valid set; absent for pinned keys. */
  readonly age?: number;
}

/**
 * Returns the state of one key set.
 *
 * @param isFailing whether the last fetch failed
 * @param age infinite if the keys never loaded
 */
export function keyStateOf(
  isTrusted: boolean,
  isFailing: boolean,
  age: number,
  maxAge: number,
): KeyState {
  if (isTrusted) {
    return { status: isFailing || age > maxAge ? 'stale' : 'fresh', age };
  }
  return age === Infinity
    ? { status: isFailing ? 'missing' : 'notLoaded' }
    : { status: 'missing', age };
}

const worstFirst = ['missing', 'stale', 'fresh'] as const;

/**
 * Returns the state of a pool from those of its key sets. The key set of an issuer
 * that the pool does not use may never load, and does not count then.
 */
export function worstOf(
  loaded: readonly KeyState[],
  others: readonly KeyState[],
): KeyState {
  const states = loaded.length > 0 ? loaded : others;
  return (
    worstFirst
      .map((worst) => states.find(({ status }) => status === worst))
      .find((state) => state !== undefined) ?? { status: 'notLoaded' }
  );
}
