import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOut, type Checkout } from '../support/checkout.js';
import {
  startUserPools,
  type LocalUserPools,
} from '../support/cognito-local.js';
import { readCurlLine } from '../support/curl-line.js';
import { request } from '../support/http.js';
import { startProgram, type Program } from '../support/program.js';

const listening = /^The orders API listens on (\S+);/m;

let checkout: Checkout;
let environment: NodeJS.ProcessEnv;
const started: Program[] = [];

function start(
  command: string,
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): Program {
  const program = startProgram(command, args, {
    cwd: checkout.path,
    env: { ...environment, ...variables },
  });
  started.push(program);
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
  started.forEach((program) => program.kill());
  await checkout.remove();
});

describe('nest start, on a fresh checkout', () => {
  let program: Program;
  let output: string;

  beforeAll(async () => {
    program = start('node_modules/.bin/nest', ['start']);
    output = await program.written(listening);
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

  it('ends with Ctrl-C and leaves nothing behind', async () => {
    const [, pid] =
      /cognito-local serves .*\(process (\d+)\)/.exec(output) ?? [];
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

  it('serves the user pool it is told, and starts none', async () => {
    const program = start(process.execPath, main, pools.pool.environment);
    const output = await program.written(listening);
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
