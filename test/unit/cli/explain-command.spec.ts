import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExplain } from '../../../lib/cli/explain-command.js';

const pool = await TestUserPool.create();
const folder = mkdtempSync(join(tmpdir(), 'explain-'));
const jwks = join(folder, 'jwks.json');

beforeAll(() => {
  writeFileSync(jwks, JSON.stringify(pool.options.jwks));
});

afterAll(() => rmSync(folder, { recursive: true }));

const ids = [
  ...['--user-pool-id', pool.userPoolId],
  ...['--client-id', pool.clientId],
];

async function run(input: string, ...given: readonly string[]) {
  const lines: string[] = [];
  const warnings: string[] = [];
  const code = await runExplain([...ids, ...given], {
    readToken: async () => input,
    write: (line) => lines.push(line),
    warn: (line) => warnings.push(line),
  });
  return { code, output: lines.join('\n'), warnings };
}

describe('explain, the command', () => {
  it.each([
    ['as it is', (token: string) => token],
    ['with a line break', (token: string) => `${token}\r\n`],
    ['with a byte-order mark', (token: string) => `\uFEFF${token}`],
    ['with its scheme', (token: string) => `Bearer ${token}\n`],
  ])('accepts a good token %s', async (_name, wrap) => {
    const input = wrap(pool.accessToken({ scopes: ['orders/read'] }));
    const { code, output } = await run(input, '--jwks', jwks);

    expect(code).toBe(0);
    expect(output).toContain('ok      signature');
    expect(output).toContain('scopes      "orders/read"');
    expect(output).toMatch(/\nAccepted\.$/);
  });

  it('marks the check that answers, and goes on', async () => {
    const token = pool.accessToken({ clientId: 'other', expiresIn: -1 });
    const { code, output } = await run(token, '--jwks', jwks);

    expect(code).toBe(1);
    expect(output).toContain(
      'failed  times: token_expired  <- this is the answer',
    );
    expect(output).toContain('failed  client: client_mismatch\n');
    expect(output).toMatch(/\nRefused\.$/);
  });

  it('cannot tell without the signature', async () => {
    const { code, output, warnings } = await run(
      pool.accessToken(),
      '--offline',
    );

    expect(code).toBe(2);
    expect(output).not.toContain('signature');
    expect(warnings).toEqual([
      'Could not tell: the signature was not checked.',
    ]);
  });

  it('refuses offline what no signature could save', async () => {
    const token = pool.accessToken({ expiresIn: -1 });

    expect((await run(token, '--offline')).code).toBe(1);
  });

  it('takes other kinds of tokens', async () => {
    const { code } = await run(
      pool.idToken(),
      ...['--token-use', 'id', '--jwks', jwks],
    );

    expect(code).toBe(0);
  });

  it('takes no token as an argument', async () => {
    const { code, output, warnings } = await run('', pool.accessToken());

    expect(code).toBe(2);
    expect(output).toBe('');
    expect(warnings[0]).toContain('standard input');
  });

  it('takes one line only', async () => {
    const { code, output, warnings } = await run('a.b.c\nd.e.f', '--offline');

    expect(code).toBe(2);
    expect(output).toBe('');
    expect(warnings).toEqual(['Pass one token, on one line.']);
  });

  it.each([
    ['', 'There is no token.'],
    ['a.b.c.d.e', 'The token is encrypted, as the refresh tokens'],
    ['garbage', 'The token has not the form of a signed JWT'],
    ['a b', 'The token has white space in it'],
  ])('explains %j', async (input, why) => {
    const { code, output } = await run(input, '--offline');

    expect(code).toBe(1);
    expect(output).toContain(why);
  });

  it('prints no name of a person, no signature and no control character', async () => {
    const token = pool.idToken({
      username: 'alice-of-the-secret',
      claims: { email: 'alice@example.com', aud: '\u001b[31m' },
    });
    const { output } = await run(token, '--offline');

    expect(output).not.toContain('alice');
    expect(output).not.toContain(token.split('.')[2]);
    expect(output).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('names an option that it does not know', async () => {
    await expect(run('', '--pool', 'x')).rejects.toThrow('--pool');
  });
});
