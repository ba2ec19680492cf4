import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a program to its end; one that fails rejects with all that it printed,
 * because compilers write their findings to the standard output.
 *
 * @param input text for its standard input
 */
export async function run(
  program: string,
  parameters: readonly string[],
  directory: string,
  input = '',
): Promise<{ stdout: string; stderr: string }> {
  try {
    const running = execute(program, parameters, { cwd: directory });
    running.child.stdin?.end(input);
    return await running;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as Partial<
      Record<'stdout' | 'stderr', string>
    >;
    throw new Error(
      `${program} ${parameters.join(' ')} failed:\n${stdout}${stderr}`,
    );
  }
}
