import type { Plan } from '../plan.js';
import { Child } from '../processes/child.js';
import { interleave, median } from '../processes/interleave.js';
import type { ImportCommands } from './import.process.js';

export interface ImportResult {
  readonly modules: readonly string[];
  readonly milliseconds: number;
}

/** This library, and the minimum that a guard with AWS's verifier imports. */
const imported: readonly (readonly string[])[] = [
  ['nestjs-cognito-auth'],
  ['@nestjs/common', 'aws-jwt-verify'],
];

/** Measures how long modules take to load, each time in a new process. */
export async function measureImports({
  imports: { rounds: times },
}: Plan): Promise<ImportResult[]> {
  const measured = await interleave('Imports', imported, times, load);
  return measured.map(({ subject: modules, rounds }) => ({
    modules,
    milliseconds: median(rounds),
  }));
}

async function load(modules: readonly string[]): Promise<number> {
  const process = new Child<ImportCommands>(
    new URL('import.process.js', import.meta.url),
  );
  const milliseconds = await process.ask('load', { modules });
  await process.stop();
  return milliseconds;
}
