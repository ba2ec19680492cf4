import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import { startProgram, type Program } from '../../support/program.js';
import { checkOut, type Checkout } from './checkout.js';
import { readCurlLine } from './curl-line.js';

// The last line: everything else has been printed by then.
const started = /^Ctrl-C stops it\.$/m;

describe('The sample 04-gateway-and-service, as its README says', () => {
  let checkout: Checkout;
  let program: Program;
  let output: string;

  beforeAll(async () => {
    checkout = await checkOut();
    const readme = readFileSync(
      join(checkout.path, 'sample/04-gateway-and-service/README.md'),
      'utf8',
    );
    const [, command = ''] = /^npm ci\n(npm run .*)$/m.exec(readme) ?? [];
    const [npm = '', ...args] = command.split(' ');
    program = startProgram(npm, args, {
      cwd: checkout.path,
      env: {
        ...process.env,
        COGNITO_USER_POOL_ID: undefined,
        COGNITO_CLIENT_ID: undefined,
        PORT: '0',
        TMPDIR: checkout.temporary,
        // Of the shells npm may start, bash hands a SIGINT on to it.
        npm_config_script_shell: 'bash',
      },
    });
    output = await program.written(started);
  }, 180_000); // It compiles the library and the sample first.

  afterAll(async () => {
    program?.kill();
    await checkout?.remove();
  });

  it('prints lines to paste that tell the truth', async () => {
    const lines = output.split('\n').filter((line) => line.startsWith('curl '));
    const told = lines.map((line) => readCurlLine(line));
    expect(told.map(({ status }) => status)).toEqual([
      ...[200, 401, 401],
      ...[200, 200, 403],
      ...[200, 200, 200],
    ]);
    for (const { status, url, ...options } of told) {
      const answer = await request(url, options);
      expect(`${url} ${answer.status}`).toBe(`${url} ${status}`);
    }
  });

  it('has the refusal of the service in the answer of the gateway', async () => {
    const refused = output.split('\n').find((line) => line.endsWith(' # 403'));
    const { url, ...options } = readCurlLine(refused ?? '');
    expect((await request(url, options)).body).toEqual({
      statusCode: 403,
      error: 'Forbidden',
      message: 'Membership of a required group is missing',
      code: 'group_missing',
    });
  });

  it('ends with Ctrl-C', async () => {
    program.signal('SIGINT');
    expect(await program.exitCode).toBe(0);
  });
});
