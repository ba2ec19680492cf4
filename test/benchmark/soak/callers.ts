import { Agent, request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import WebSocket from 'ws';
import { limits } from './limits.js';

// Shorter than the 5 s after which Node's server closes an idle connection. A
// request that is sent at that moment fails.
const agent = new Agent({ keepAlive: true, timeout: 2_000 });

/** Sends one request. Returns `admitted`, or the code of the refusal. */
export async function callHttp(
  url: string,
  token: string,
  method: 'GET' | 'POST' = 'GET',
): Promise<string> {
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const call = request(url, {
        method,
        agent,
        timeout: limits.answer,
        headers: { authorization: `Bearer ${token}` },
      });
      call.on('response', resolve).on('error', reject);
      call.on('timeout', () => call.destroy(new Error('no answer')));
      call.end();
    });
    const { statusCode = 0 } = response;
    if (statusCode < 300) {
      response.resume();
      return 'admitted';
    }
    const { code } = (await json(response)) as { code?: string };
    return code ?? String(statusCode);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A client of the gateway. It says what becomes of its connection. */
export class Caller {
  private readonly socket: WebSocket;
  private readonly closed: Promise<string>;

  constructor(url: string, token: string) {
    this.socket = new WebSocket(url.replace('http', 'ws'), {
      headers: { authorization: `Bearer ${token}` },
      handshakeTimeout: limits.answer,
    });
    this.closed = new Promise((resolve) => {
      this.socket
        .on('close', (code, reason) => resolve(String(reason) || String(code)))
        .on('error', (error) => resolve(error.message));
    });
  }

  /** Sends a message. Returns `admitted`, or why the connection ended. */
  async say(): Promise<string> {
    const opened = new Promise<void>((resolve) => {
      if (this.socket.readyState === WebSocket.OPEN) resolve();
      else this.socket.once('open', () => resolve());
    });
    const answered = opened.then(
      () =>
        new Promise<string>((resolve) => {
          this.socket.once('message', (data: Buffer) => {
            resolve(answerOf(data.toString()));
          });
          this.socket.send('{"event":"say"}');
        }),
    );
    return this.firstOf([answered, this.closed], limits.answer);
  }

  /** Waits until the connection is closed. Returns the reason, or `open`. */
  end(limit: number): Promise<string> {
    return this.firstOf([this.closed], limit, 'open');
  }

  close(): void {
    this.socket.close();
  }

  private async firstOf(
    answers: readonly Promise<string>[],
    limit: number,
    otherwise = 'no answer',
  ): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(otherwise), limit);
    });
    try {
      return await Promise.race([...answers, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function answerOf(message: string): string {
  const { event, data } = JSON.parse(message) as {
    event: string;
    data?: { code?: string };
  };
  return event === 'said' ? 'admitted' : (data?.code ?? event);
}
