import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram, type Program } from '../../support/program.js';
import { checkOut } from './checkout.js';

// The last line: everything else has been printed by then.
const started = /^Ctrl-C stops it\.$/m;

/** Milliseconds until a sample has started: it compiles the library and itself. */
export const startLimit = 180_000;

/** A sample that was started as its README says, on a fresh checkout. */
export interface ReadmeProgram {
  readonly program: Program;
  /** What it printed until it had started. */
  readonly output: string;
  readonly stop: () => Promise<void>;
}

/** Starts a sample by the command in its README, and waits until it has started. */
export async function startAsReadmeSays(
  sample: string,
): Promise<ReadmeProgram> {
  const checkout = await checkOut();
  const readme = readFileSync(
    join(checkout.path, 'sample', sample, 'README.md'),
    'utf8',
  );
  const [, command = ''] = /^npm ci\n(npm run .*)$/m.exec(readme) ?? [];
  const [npm = '', ...args] = command.split(' ');
  const program = startProgram(npm, args, {
    cwd: checkout.path,
    env: {
      ...process.env,
      COGNITO_USER_POOL_ID: undefined,
      COGNITO_CLIENT_ID: undefined,
      REDIS_URL: undefined,
      PORT: '0',
      TMPDIR: checkout.temporary,
      // Of the shells npm may start, bash hands a SIGINT on to it.
      npm_config_script_shell: 'bash',
    },
  });
  const stop = async () => {
    program.kill();
    await checkout.remove();
  };
  try {
    return { program, output: await program.written(started), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
