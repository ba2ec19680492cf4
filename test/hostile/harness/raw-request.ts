import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** Asks in bytes: for what no HTTP client would send. */
export async function rawRequest(
  url: string,
  lines: readonly string[],
): Promise<{ readonly status: number; readonly text: string }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.end(
    `${[...lines, 'Connection: close', '', ''].join('\r\n')}`,
    'latin1',
  );
  const answer = await text(socket);
  return { status: Number(answer.split(' ')[1]), text: answer };
}
