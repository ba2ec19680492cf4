import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOut, type Checkout } from './checkout.js';
import {
  startUserPools,
  type LocalUserPools,
} from './cognito-local.fixture.js';
import { readCurlLine } from './curl-line.js';
import { request } from '../../support/http.js';
import { isServed, outsideAddresses } from '../../support/network.js';
import { startProgram, type Program } from '../../support/program.js';
import { readUserPool, signIn } from './sign-in.js';

const listening = /^The orders API listens on (\S+)$/m;
// The last line: everything else has been printed by then.
const started = /^Ctrl-C stops it\.$/m;

let checkout: Checkout;
let environment: NodeJS.ProcessEnv;
const programs: Program[] = [];

function start(
  command: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Program {
  const program = startProgram(command, args, {
    cwd: checkout.path,
    env: { ...environment, ...variables },
  });
  programs.push(program);
  return program;
}

beforeAll(async () => {
  checkout = await checkOut();
  environment = {
    ...process.env,
    COGNITO_USER_POOL_ID: undefined,
    COGNITO_CLIENT_ID: undefined,
    PORT: '0',
    TMPDIR: checkout.temporary,
  };
});

afterAll(async () => {
  programs.forEach((program) => program.kill());
  await checkout.remove();
});

describe('nest start, on a fresh checkout', () => {
  let program: Program;
  let output: string;

  beforeAll(async () => {
    program = start('node_modules/.bin/nest', ['start']);
    output = await program.written(started);
  }, 180_000); // It compiles the library and the sample first.

  it('prints lines to paste that tell the truth', async () => {
    const lines = output.split('\n').filter((line) => line.startsWith('curl '));
    const told = lines.map((line) => readCurlLine(line));
    expect(told).toHaveLength(36);
    expect(new Set(told.map(({ status }) => status))).toEqual(
      new Set([200, 201, 204, 401, 403]),
    );

    for (const { status, url, ...options } of told) {
      const answer = await request(url, options);
      expect(`${options.method} ${url} # ${answer.status}`).toBe(
        `${options.method} ${url} # ${status}`,
      );
    }
  });

  it('prints all that an app needs to sign in', async () => {
    const [, url] = listening.exec(output) ?? [];
    const pool = readUserPool(output);
    expect(pool.users).toEqual(['member@example.com', 'admin@example.com']);

    const statuses: number[] = [];
    for (const user of pool.users) {
      const session = await signIn(pool, user);
      const token = session.getAccessToken().getJwtToken();
      const { status } = await request(`${url}/orders/all`, { token });
      statuses.push(status);
    }
    expect(statuses).toEqual([403, 200]);
  });

  it('serves this machine only, and so does cognito-local', async ({
    skip,
  }) => {
    const addresses = outsideAddresses();
    skip(addresses.length === 0, 'this machine has loopback addresses only');

    const [, url = ''] = listening.exec(output) ?? [];
    const urls = [url, readUserPool(output).endpoint];
    for (const port of urls.map((each) => Number(new URL(each).port))) {
      expect(await isServed('127.0.0.1', port)).toBe(true);
      for (const address of addresses) {
        expect(await isServed(address, port), address).toBe(false);
      }
    }
  });

  it('ends with Ctrl-C and leaves nothing behind', async () => {
    const [, pid] = /\(cognito-local, process (\d+)\)/.exec(output) ?? [];
    expect(isRunning(Number(pid))).toBe(true);
    expect(await readdir(checkout.temporary)).toHaveLength(1);

    program.signal('SIGINT');
    expect(await program.exitCode).toBe(0);
    expect(isRunning(Number(pid))).toBe(false);
    expect(await readdir(checkout.temporary)).toEqual([]);
  });
});

describe('the sample, once it is built', () => {
  const main = ['sample/01-rest/dist/01-rest/src/main.js'];
  let pools: LocalUserPools;

  beforeAll(async () => {
    pools = await startUserPools();
  });

  afterAll(() => pools.stop());

  it('has a password of its own at every start', async () => {
    const passwords: string[] = [];
    for (const program of [1, 2].map(() => start(process.execPath, main))) {
      const output = await program.written(started);
      passwords.push(readUserPool(output).password);
      program.signal('SIGINT');
      expect(await program.exitCode).toBe(0);
    }
    expect(passwords).not.toContain('');
    expect(new Set(passwords).size).toBe(2);
  });

  it('serves the user pool it is told, and starts none', async () => {
    const program = start(process.execPath, main, pools.pool.environment);
    const output = await program.written(started);
    expect(output).not.toContain('cognito-local');

    const [, url] = listening.exec(output) ?? [];
    const { accessToken } = await pools.pool.signIn('member@example.com');
    const { status } = await request(`${url}/me`, { token: accessToken });
    expect(status).toBe(200);

    program.signal('SIGTERM');
    expect(await program.exitCode).toBe(0);
  });

  it.each([
    ['COGNITO_USER_POOL_ID', 'clientId'],
    ['COGNITO_CLIENT_ID', 'userPoolId'],
  ] as const)('does not start with %s alone', async (given, missing) => {
    const program = start(process.execPath, main, {
      [given]: pools.pool.environment[given],
    });
    const output = await program.written(/CognitoAuthOptionsError/);
    expect(output).toContain(missing);
    expect(await program.exitCode).toBe(1);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
