import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './programs.js';

/** A server that runs on a loopback port of its own. */
export interface TestServer {
  readonly port: number;
  /** Ends the process and deletes its folder. */
  readonly stop: () => Promise<void>;
}

/** A command line, and how to see that the server answers. */
export interface ServerSettings {
  readonly program: string;
  /** Folders to look into before those of the path. */
  readonly folders?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly port: number;
  /** The first bytes of a client. The server answers them when it is ready. */
  readonly greeting: string | Buffer;
  /** Deleted when the server has ended. */
  readonly directory: string;
}

const startLimit = 60_000;
const stopLimit = 15_000;

/** Makes an empty folder for the data of a server. */
export function dataDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'nestjs-cognito-auth-server-'));
}

/**
 * Finds a loopback port that nothing listens on. It is below those that the system
 * gives to others, so that nobody takes it meanwhile. Each process begins elsewhere.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    next = next < 29_999 ? next + 1 : 20_000;
    const server = createServer().listen(next, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) {
      server.close();
      await once(server, 'close');
      return next;
    }
  }
}

let next = 20_000 + ((process.pid * 97) % 10_000);

/**
 * Starts a server and waits until it answers.
 *
 * @throws Error with its output, if it ends or does not answer in a minute.
 */
export async function startServer(
  settings: ServerSettings,
): Promise<TestServer> {
  const { program, folders, args = [], env, port, directory } = settings;
  const child = spawn(findProgram(program, folders) ?? program, args, {
    cwd: directory,
    env: { ...process.env, ...env },
    // A process group of its own, so that no part of it can stay behind.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve();
    });
    child.once('close', () => resolve());
  });
  const kill = () => killGroup(child);
  process.once('exit', kill);

  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([exited, sleep(stopLimit, undefined, { ref: false })]);
    kill();
    await exited;
    process.off('exit', kill);
    await rm(directory, { recursive: true, force: true });
  };

  const end = Date.now() + startLimit;
  while (!(await answers(settings))) {
    if (hasEnded(child) || Date.now() > end) {
      await stop();
      throw new Error(`${program} did not start:\n${output}`);
    }
    await sleep(50);
  }
  return { port, stop };
}

/** Sends the greeting, and waits a second for an answer. */
async function answers({ port, greeting }: ServerSettings): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    return await new Promise<boolean>((resolve) => {
      socket.setTimeout(1_000, () => resolve(false));
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
      socket.once('data', () => resolve(true));
      socket.write(greeting);
    });
  } finally {
    socket.destroy();
  }
}

function hasEnded({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid === undefined || exitCode !== null || signalCode !== null;
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // The whole group has ended, as it should.
  }
}
