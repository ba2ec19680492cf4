import { parseArgs } from 'node:util';
import type { RequestOptions } from '../../support/http.js';

/** A request as a curl command line spells it, and the status told after `#`. */
export interface CurlLine extends RequestOptions {
  readonly url: string;
  readonly status: number;
}

/** Reads a line such as `curl -s -H 'Accept: text/plain' http://localhost/ # 200`. */
export function readCurlLine(line: string): CurlLine {
  const words = line.matchAll(/'([^']*)'|\S+/g);
  const [, ...args] = [...words].map(([word, quoted]) => quoted ?? word);
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      silent: { type: 'boolean', short: 's' },
      include: { type: 'boolean', short: 'i' },
      request: { type: 'string', short: 'X' },
      header: { type: 'string', short: 'H' },
      data: { type: 'string', short: 'd' },
    },
  });
  const { header, data } = values;
  const [url = '', , status] = positionals;
  const [name = '', value = ''] = header?.split(': ') ?? [];
  return {
    url,
    status: Number(status),
    method: values.request ?? (data ? 'POST' : 'GET'),
    headers: {
      ...(header && { [name]: value }),
      ...(data && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    body: data,
  };
}
