import { parseArgs } from 'node:util';
import type { RequestOptions } from '../../support/http.js';

/** A request as a curl command line spells it, and what is told after `#`. */
export interface CurlLine extends RequestOptions {
  readonly url: string;
  /** What the line tells after `#`. */
  readonly told: string;
  /** The same, if it is a status. */
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
      json: { type: 'string' },
    },
  });
  const { header, data, json } = values;
  const [url = '', , told = ''] = positionals;
  const body = json ?? data;
  const type = json ? 'application/json' : 'application/x-www-form-urlencoded';
  const [name = '', value = ''] = header?.split(': ') ?? [];
  return {
    url,
    told,
    status: Number(told),
    method: values.request ?? (body ? 'POST' : 'GET'),
    headers: {
      ...(header && { [name]: value }),
      ...(body && { 'content-type': type }),
    },
    body,
  };
}
