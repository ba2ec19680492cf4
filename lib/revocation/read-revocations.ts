import type { Revocation } from '../options/revocations-options.interface.js';

const kinds: readonly unknown[] = ['token', 'session', 'user', 'client'];

/** The usable revocations of a store, and how many others it returned. */
export interface ReadRevocations {
  readonly revocations: readonly Revocation[];
  readonly unusable: number;
}

/**
 * Reads what a store returned. One bad entry must not spoil the good ones.
 *
 * @throws Error if it is no list.
 */
export function readRevocations(listed: unknown): ReadRevocations {
  if (!Array.isArray(listed)) {
    throw new Error('list() returned no list');
  }
  const revocations = listed.filter(isRevocation);
  return { revocations, unusable: listed.length - revocations.length };
}

function isRevocation(value: unknown): value is Revocation {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { userPoolId, kind, id, before, until } = value as Partial<Revocation>;
  return (
    typeof userPoolId === 'string' &&
    kinds.includes(kind) &&
    typeof id === 'string' &&
    id !== '' &&
    (before === undefined || Number.isFinite(before)) &&
    Number.isFinite(until)
  );
}
