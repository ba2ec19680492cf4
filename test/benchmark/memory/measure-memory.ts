import type { Plan } from '../plan.js';
import { Child } from '../processes/child.js';
import { progress } from '../report/progress.js';
import type { MemoryCommands } from './memory.process.js';

export interface MemoryResult {
  readonly tokens: number;
  /** What a process with the cache holds more than one without, in bytes. */
  readonly bytes: number;
}

/**
 * What cached tokens weigh: two processes verify as many tokens, one of them
 * with the cache off. So what both have, compiled code and the like, is out.
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
