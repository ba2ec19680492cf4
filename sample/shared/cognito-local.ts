import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A Cognito of this machine's own: no AWS account, no internet. */
export interface CognitoLocal {
  /** Where the Cognito API and the key sets are served. */
  readonly url: string;
  /** What `iss` starts with in every token; the pool id follows. */
  readonly issuerDomain: string;
  readonly pid: number | undefined;
  /** Ends the process and deletes its data. */
  readonly stop: () => Promise<void>;
}

// A name, not an address: it has to be told before the port is known.
const issuerDomain = 'http://cognito-local';

const main = createRequire(import.meta.url).resolve(
  'cognito-local/lib/bin/start.js',
);

/**
 * Starts cognito-local as a child process, on a free loopback port and with
 * its data in a temporary folder.
 *
 * @throws Error with what it wrote, when it ends before it serves
 */
export async function startCognitoLocal(): Promise<CognitoLocal> {
  const directory = await dataDirectory();
  const child = spawn(process.execPath, [main], {
    cwd: directory,
    // NODE_NO_WARNINGS: it is built on the AWS SDK v2, which warns of its age.
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  // Not even a crash of this process may leave the child behind.
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
    // Nobody reads on, but a full pipe would bring the child to a halt.
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

/** Once it serves, cognito-local logs the address. */
async function addressIn(log: Readable): Promise<string> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: log })) {
    lines.push(line);
    const address = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error(['cognito-local did not start:', ...lines].join('\n'));
}
