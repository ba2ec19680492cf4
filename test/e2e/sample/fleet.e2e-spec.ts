import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import { readCurlLine } from './curl-line.js';
import {
  startAsReadmeSays,
  startLimit,
  type ReadmeProgram,
} from './readme-program.js';

describe('The sample 06-fleet, as its README says', () => {
  let sample: ReadmeProgram;
  let output: string;

  beforeAll(async () => {
    sample = await startAsReadmeSays('06-fleet');
    ({ output } = sample);
  }, startLimit);

  afterAll(() => sample?.stop());

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
    sample.program.signal('SIGINT');
    expect(await sample.program.exitCode).toBe(0);
  });
});
