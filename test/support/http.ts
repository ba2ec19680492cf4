import {
  request as httpRequest,
  type Agent,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { text } from 'node:stream/consumers';

/** One request, as it shall go over the wire. */
export interface RequestOptions {
  readonly method?: string;
  /** Sent as `Authorization: Bearer <token>`. */
  readonly token?: string;
  /**
   * Sent as they are, where `fetch` would join and normalise: a list of values
   * makes one line each, and every character up to U+00FF goes out as the byte
   * of that value.
   */
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  /** Default: a connection for this request only. */
  readonly agent?: Agent;
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON object; empty when the answer is none. */
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** Asks over `node:http`, so that a test decides every header byte itself. */
export async function request(
  url: string,
  { method = 'GET', token, headers, body, agent }: RequestOptions = {},
): Promise<Answer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(url, {
      method,
      agent: agent ?? false,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
    })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
  const answered = await text(response);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: parseObject(answered),
    text: answered,
  };
}

function parseObject(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
