import type { Plan } from '../plan.js';
import { Child } from '../processes/child.js';
import { progress } from '../report/progress.js';
import type { MemoryCommands } from './memory.process.js';

export interface MemoryResult {
  readonly tokens: number;
  /** Additional memory of a process with the cache, in bytes. */
  readonly bytes: number;
}

/**
 * Measures the memory of cached tokens. Two processes verify the same number of
 * tokens, one of them without the cache. The difference leaves out what both
 * have, such as compiled code.
 */
export async function measureMemory({
  memory: { tokens },
}: Plan): Promise<MemoryResult> {
  progress(`Memory: ${tokens} tokens`);
  const [withCache, without] = await Promise.all([
    bytesInUse(tokens, true),
    bytesInUse(tokens, false),
  ]);
  return { tokens, bytes: withCache - without };
}

async function bytesInUse(tokens: number, cached: boolean): Promise<number> {
  const process = new Child<MemoryCommands>(
    new URL('memory.process.js', import.meta.url),
    ['--expose-gc'],
  );
  const bytes = await process.ask('measure', { tokens, cached });
  await process.stop();
  return bytes;
}
