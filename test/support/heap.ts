import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
/** Collects all garbage now. */
export const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of live objects on the heap: what is garbage is collected first. */
export function usedHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
