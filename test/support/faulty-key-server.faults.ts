import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

/** What a key-set server has at hand when it is asked. */
interface Exchange {
  readonly response: ServerResponse;
  /** The good answer's body. */
  readonly keySet: string;
  /** An address of the same server that answers well, whatever the fault. */
  readonly goodUrl: string;
}

/** A way to answer a request for the key set. */
export type KeySetAnswer = (exchange: Exchange) => void;

const JSON_TYPE = { 'content-type': 'application/json' };
const MEGABYTE = 1_048_576;

/** The answer of a server in good health. */
export const answerWell: KeySetAnswer = ({ response, keySet }) => {
  response.writeHead(200, JSON_TYPE).end(keySet);
};

/** Unusual answers that a client has to take. */
export const oddAnswers = {
  'slow but in time': (exchange) => {
    setTimeout(answerWell, 100, exchange);
  },
  gzip: ({ response, keySet }) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    response.end(gzipSync(keySet));
  },
} satisfies Record<string, KeySetAnswer>;

/**
 * Answers that hold no usable key set. Wherever the fault allows, the bytes
 * sent begin with the whole good set, so that a client which overlooks the
 * fault would accept it and be caught.
 */
export const faultyAnswers = {
  reset: ({ response }) => {
    response.socket?.resetAndDestroy();
  },
  'no response': () => undefined,
  'stall after the headers': ({ response }) => {
    response.writeHead(200, JSON_TYPE).flushHeaders();
  },
  'stall in mid-body': ({ response, keySet }) => {
    response.writeHead(200, JSON_TYPE).write(keySet);
  },
  trickle: ({ response, keySet }) => {
    response.writeHead(200, JSON_TYPE);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(keySet.charAt(sent++));
    }, 50);
    response.on('close', () => clearInterval(timer));
  },
  truncated: ({ response, keySet }) => {
    const length = Buffer.byteLength(keySet) + 100;
    response.writeHead(200, { ...JSON_TYPE, 'content-length': length });
    response.write(keySet, () => response.socket?.end());
  },
  'chunked-abort': ({ response, keySet }) => {
    // On a connection that announces its end, fetch takes a cut chunked body as
    // complete.
    response.removeHeader('connection');
    response.writeHead(200, JSON_TYPE);
    response.write(keySet, () => response.socket?.destroy());
  },
  'garbage bytes': ({ response }) => {
    response.socket?.end(randomBytes(512));
  },
  'endless body': ({ response, keySet }) => {
    response.writeHead(200, JSON_TYPE).write(keySet);
    Readable.from(spaces(Infinity)).pipe(response);
  },
  '64 MB body': ({ response, keySet }) => {
    response.writeHead(200, JSON_TYPE).write(keySet);
    Readable.from(spaces(64)).pipe(response);
  },
  'gzip bomb': ({ response, keySet }) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
    response.end(gzipSync(keySet + ' '.repeat(32 * MEGABYTE)));
  },
  'redirect to the same host': ({ response, goodUrl }) => {
    response.writeHead(302, { location: new URL(goodUrl).pathname }).end();
  },
  'redirect to another host': ({ response, goodUrl }) => {
    const location = goodUrl.replace('127.0.0.1', 'localhost');
    response.writeHead(302, { location }).end();
  },
  'redirect loop': ({ response }) => {
    response.writeHead(302, { location: '' }).end();
  },
  'status 204': status(204),
  'status 403': status(403),
  'status 404': status(404),
  'status 429': status(429),
  'status 500': status(500),
  'status 503': status(503),
  'status 500 with the good set': ({ response, keySet }) => {
    response.writeHead(500, JSON_TYPE).end(keySet);
  },
  'HTML with status 200': body('<!doctype html><title>Please sign in</title>'),
  'empty body': body(''),
  'broken JSON': ({ response, keySet }) => {
    response.writeHead(200, JSON_TYPE).end(keySet.slice(0, -1));
  },
  'JSON null': body('null'),
  'empty key set': body('{"keys":[]}'),
} satisfies Record<string, KeySetAnswer>;

/**
 * A well-formed set of some other pool: no fault by itself, and no key of ours
 * in it.
 */
export const answerWithForeignKeySet: KeySetAnswer = ({ response }) => {
  response.writeHead(200, JSON_TYPE).end(JSON.stringify(foreignKeySet));
};

const foreignKeySet = {
  keys: [
    {
      ...generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
        format: 'jwk',
      }),
      kid: 'key-of-another-pool',
      use: 'sig',
      alg: 'RS256',
    },
  ],
};

function status(code: number): KeySetAnswer {
  return ({ response }) => response.writeHead(code).end();
}

function body(content: string): KeySetAnswer {
  return ({ response }) => response.writeHead(200, JSON_TYPE).end(content);
}

function* spaces(megabytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(MEGABYTE / 16, ' ');
  for (let sent = 0; sent < megabytes * 16; sent++) yield chunk;
}
