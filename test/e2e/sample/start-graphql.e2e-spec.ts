import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOut, type Checkout } from './checkout.js';
import { readCurlLine } from './curl-line.js';
import { request } from '../../support/http.js';
import { isServed, outsideAddresses } from '../../support/network.js';
import { startProgram, type Program } from '../../support/program.js';

// The last line: everything else has been printed by then.
const started = /^Ctrl-C stops it\.$/m;

describe('npm run sample 02-graphql, on a fresh checkout', () => {
  let checkout: Checkout;
  let environment: NodeJS.ProcessEnv;
  let sample: Program;
  let output: string;
  const programs: Program[] = [];

  const start = (command: string, args: readonly string[]): Program => {
    const program = startProgram(command, args, {
      cwd: checkout.path,
      env: environment,
    });
    programs.push(program);
    return program;
  };

  beforeAll(async () => {
    checkout = await checkOut();
    environment = {
      ...process.env,
      COGNITO_USER_POOL_ID: undefined,
      COGNITO_CLIENT_ID: undefined,
      PORT: '0',
      TMPDIR: checkout.temporary,
    };
    const readme = join(checkout.path, 'sample/02-graphql/README.md');
    const [, command = ''] =
      /^```sh\nnpm ci\nnpm (.*)\n```$/m.exec(await readFile(readme, 'utf8')) ??
      [];
    expect(command).toBe('run sample 02-graphql');
    // Of the shells npm may use, bash lets it hand a SIGINT on.
    sample = start('npm', ['--script-shell=bash', ...command.split(' ')]);
    output = await sample.written(started);
  }, 180_000); // It compiles the library and the sample first.

  afterAll(async () => {
    programs.forEach((program) => program.kill());
    await checkout.remove();
  });

  const linesWith = (beginning: string) =>
    output.split('\n').filter((line) => line.startsWith(beginning));

  it('prints curl lines that tell the truth', async () => {
    const lines = linesWith('curl ').map((line) => readCurlLine(line));
    expect(lines).toHaveLength(12);
    for (const { url, told, ...options } of lines) {
      const { status, body } = await request(url, options);
      const { errors = [] } = body as {
        errors?: { extensions: { code: string } }[];
      };
      const found = new Set(errors.map(({ extensions }) => extensions.code));
      expect(`${options.body} # ${[...found].join() || 'data'}`).toBe(
        `${options.body} # ${told}`,
      );
      expect(status).toBe(200);
    }
  });

  it('prints lines that subscribe', async () => {
    const [admin, member] = linesWith('node ').map((line) => line.split(' '));
    const subscribe = ([, ...args]: readonly string[] = []) =>
      start(process.execPath, args);

    const listening = subscribe(admin);
    await listening.written(/^connected$/m);
    const refused = subscribe(member);
    expect(await refused.written(/FORBIDDEN/)).toContain('group_missing');
    expect(await refused.exitCode).toBe(0);

    // The subscription may begin after this client knows that it is connected.
    const orders = linesWith('curl ')
      .map((line) => readCurlLine(line))
      .filter(({ body, told }) => body?.includes('place') && told === 'data');
    const placing = setInterval(() => {
      for (const { url, ...options } of orders) {
        request(url, options).catch(() => {});
      }
    }, 200);
    try {
      await listening.written(/"orderPlaced":\{"id":"\d+","item":"tea"\}/);
    } finally {
      clearInterval(placing);
    }
    listening.signal('SIGTERM');
    await listening.exitCode;

    const garbage = subscribe([...(admin ?? []).slice(0, -1), 'garbage']);
    await garbage.written(/^closed with 4403 token_malformed$/m);
    expect(await garbage.exitCode).toBe(0);
  });

  it('serves this machine only', async ({ skip }) => {
    const addresses = outsideAddresses();
    skip(addresses.length === 0, 'this machine has loopback addresses only');
    const [, url = ''] = /listens on (\S+)$/m.exec(output) ?? [];
    const port = Number(new URL(url).port);
    expect(await isServed('127.0.0.1', port)).toBe(true);
    for (const address of addresses) {
      expect(await isServed(address, port), address).toBe(false);
    }
  });

  it('ends with Ctrl-C', async () => {
    sample.signal('SIGINT');
    expect(await sample.exitCode).toBe(0);
  });

  it('names the samples when there is none of that name', async () => {
    const unknown = start(process.execPath, ['sample/start.js', '../lib']);
    await unknown.written(
      /^No sample is called \.\.\/lib\. There are 01-rest, 02-graphql/m,
    );
    expect(await unknown.exitCode).toBe(1);
  });
});
