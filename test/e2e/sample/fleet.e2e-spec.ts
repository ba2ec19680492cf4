import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import { startProgram, type Program } from '../../support/program.js';
import { checkOut, type Checkout } from './checkout.js';
import { readCurlLine } from './curl-line.js';

// The last line: everything else has been printed by then.
const started = /^Ctrl-C stops it\.$/m;

describe('The sample 06-fleet, as its README says', () => {
  let checkout: Checkout;
  let program: Program;
  let output: string;

  beforeAll(async () => {
    checkout = await checkOut();
    const readme = readFileSync(
      join(checkout.path, 'sample/06-fleet/README.md'),
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
        REDIS_URL: undefined,
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

  const lines = () =>
    output
      .split('\n')
      .filter((line) => line.startsWith('curl '))
      .map((line) => readCurlLine(line));

  it('prints lines to paste that tell the truth, in their order', async () => {
    const told = lines();
    expect(told.map(({ status }) => status)).toEqual([
      ...[200, 200, 204],
      ...[401, 401, 200],
      ...[200, 200],
    ]);
    for (const { status, url, ...options } of told) {
      const answer = await request(url, options);
      expect(`${url} ${answer.status}`).toBe(`${url} ${status}`);
    }
  });

  it('names the reason at the instance that was not told', async () => {
    const { url, ...options } = lines()[4] ?? { url: '' };
    const { body } = await request(url, options);
    expect(body['code']).toBe('token_revoked');
  });

  it('has a health without ids, and metrics for admins only', async () => {
    const { url: health = '' } = lines()[6] ?? {};
    const { body } = await request(health);
    expect(body['details']).toEqual({
      cognito: {
        status: 'up',
        userPools: {
          default: { keys: 'fresh', ageSeconds: expect.any(Number) },
        },
        revocations: { status: 'fresh', ageSeconds: expect.any(Number) },
      },
    });

    const { url, ...admin } = lines()[7] ?? { url: '' };
    expect((await request(url)).status).toBe(401);
    const { text } = await request(url, admin);
    expect(text).toMatch(/^cognito_auth\.decisions .*code=token_revoked.* 3$/m);
    expect(text).toMatch(/^cognito_auth\.key_set\.age .* \d/m);
  });

  it('ends with Ctrl-C', async () => {
    program.signal('SIGINT');
    expect(await program.exitCode).toBe(0);
  });
});
