import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { failRequest } from '../../../lib/request/fail-request.js';
import { request as send, type Answer } from '../../support/http.js';

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** Sends a request to a server, and reads what comes back. */
async function answerTo(handle: Handle): Promise<Answer> {
  server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return send(`http://127.0.0.1:${port}`);
}

/** Fails a request as Express hands it out, with its response. */
const fail = (request: object, response: ServerResponse): void =>
  failRequest(Object.assign(request, { res: response }));

describe('failRequest()', () => {
  it('answers 500, without the headers of another body', async () => {
    const { status, headers, body } = await answerTo((request, response) => {
      response.setHeader('Content-Length', 1_000);
      response.setHeader('ETag', 'of-another-body');
      fail(request, response);
    });

    expect(status).toBe(500);
    expect(headers).not.toHaveProperty('etag');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(body).toEqual({
      statusCode: 500,
      message: 'Internal server error',
    });
  });

  it('leaves a response alone that was sent', async () => {
    let isCut: boolean | undefined;
    const { status, text } = await answerTo((request, response) => {
      response.end('sent');
      fail(request, response);
      isCut = request.socket.destroyed;
    });

    expect({ status, text }).toEqual({ status: 200, text: 'sent' });
    expect(isCut).toBe(false);
  });

  it('closes the connection after half a response', async () => {
    const answer = answerTo((request, response) => {
      response.writeHead(200, { 'Content-Length': 1_000 });
      response.write('half');
      setImmediate(() => fail(request, response));
    });

    await expect(answer).rejects.toThrow('aborted');
  });

  it('closes the connection of a request without a response', async () => {
    await expect(answerTo((request) => failRequest(request))).rejects.toThrow(
      'socket hang up',
    );
  });

  it('survives a request with nothing to answer on', () => {
    expect(() => failRequest({})).not.toThrow();
  });
});
