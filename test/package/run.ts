import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a program to its end; one that fails rejects with all that it printed,
 * because compilers write their findings to the standard output.
 */
export async function run(
  program: string,
  parameters: readonly string[],
  directory: string,
): Promise<{ stdout: string; stderr: string }> {
  try {
    return await execute(program, parameters, { cwd: directory });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as Partial<
      Record<'stdout' | 'stderr', string>
    >;
    throw new Error(
      `${program} ${parameters.join(' ')} failed:\n${stdout}${stderr}`,
    );
  }
}
