import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A running cognito-local. It needs neither an AWS account nor the internet. */
export interface CognitoLocal {
  /** URL of the Cognito API and the key sets. */
  readonly url: string;
  /** Start of the issuer of every token; the pool id follows. */
  readonly issuerDomain: string;
  readonly pid: number | undefined;
  /** Ends the process and deletes its data. */
  readonly stop: () => Promise<void>;
}

// A name, not an address, because it must be configured before the port is known.
const issuerDomain = 'http://cognito-local';

const main = createRequire(import.meta.url).resolve(
  'cognito-local/lib/bin/start.js',
);

/**
 * Starts cognito-local as a child process on a free loopback port. Its data is in
 * a temporary folder.
 *
 * @throws Error with the output of cognito-local, if it ends before it serves
 */
export async function startCognitoLocal(): Promise<CognitoLocal> {
  const directory = await dataDirectory();
  const child = spawn(process.execPath, [main], {
    cwd: directory,
    // NODE_NO_WARNINGS, because its AWS SDK v2 warns that it is outdated.
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  // The child must end with this process, even if this process crashes.
  const kill = () => child.kill();
  process.once('exit', kill);

  const stop = async () => {
    process.off('exit', kill);
    kill();
    await exited;
    await rm(directory, { recursive: true });
  };

  try {
    const url = await addressIn(child.stdout);
    // The rest is discarded, because a full pipe would block the child.
    child.stdout.resume();
    return { url, issuerDomain, pid: child.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function dataDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'cognito-local-'));
  const config = join(directory, '.cognito');
  await mkdir(config);
  await writeFile(
    join(config, 'config.json'),
    JSON.stringify({ TokenConfig: { IssuerDomain: issuerDomain } }),
  );
  return directory;
}

/** Reads the address from the log of cognito-local. */
async function addressIn(log: Readable): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: log })) {
    lines.push(line);
    const address = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error(['cognito-local did not start:', ...lines].join('\n'));
}
