import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import { readCurlLine } from './curl-line.js';
import {
  startAsReadmeSays,
  startLimit,
  type ReadmeProgram,
} from './readme-program.js';

describe('The sample 04-gateway-and-service, as its README says', () => {
  let sample: ReadmeProgram;
  let output: string;

  beforeAll(async () => {
    sample = await startAsReadmeSays('04-gateway-and-service');
    ({ output } = sample);
  }, startLimit);

  afterAll(() => sample?.stop());

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
    sample.program.signal('SIGINT');
    expect(await sample.program.exitCode).toBe(0);
  });
});
