import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import {
  isAnswered,
  watchAnswers,
} from '../../../lib/request/answered-requests.js';
import { request as send } from '../../support/http.js';

it('A request is answered once its response was sent', async () => {
  watchAnswers();
  watchAnswers();
  let request: IncomingMessage | undefined;
  let wasAnswered: boolean | undefined;
  const server = createServer((received, response) => {
    request = received;
    wasAnswered = isAnswered(received);
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await send(`http://127.0.0.1:${port}`);
  server.close();

  expect(wasAnswered).toBe(false);
  expect(isAnswered(request ?? {})).toBe(true);
  expect(isAnswered({ raw: request })).toBe(true);
  expect(isAnswered({ raw: {} })).toBe(false);
});
