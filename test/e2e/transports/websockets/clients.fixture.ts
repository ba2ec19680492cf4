import { EventEmitter, once } from 'node:events';
import type { INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { WsAdapter } from '@nestjs/platform-ws';
import { io } from 'socket.io-client';
import WebSocket from 'ws';
import {
  platforms,
  type Platform,
  type RunningApp,
} from '../../../support/platforms.js';

/** What a client sends when it connects. */
export interface Handshake {
  /** As `handshake.auth.token` on socket.io, as `Authorization` header on ws. */
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** Only for socket.io. */
  readonly auth?: Record<string, unknown>;
}

/** An event that a gateway has sent. */
export interface Sent {
  readonly event: string;
  readonly data: unknown;
}

/** How a connection ended: the close code and reason, or those of socket.io. */
export interface Closed {
  readonly code?: number;
  readonly reason: string;
}

const limit = 10_000;

/** A client of a gateway. It keeps every event that it gets. */
export abstract class TestClient {
  readonly events: Sent[] = [];
  private readonly emitter = new EventEmitter();
  private seen = 0;
  private end: Closed | undefined;

  abstract readonly opened: Promise<unknown>;
  abstract emit(event: string, data?: unknown): void;
  abstract close(): void;

  /** Waits for the next event that no call has returned yet. */
  async next(): Promise<Sent> {
    if (this.events.length === this.seen) {
      await once(this.emitter, 'event', { signal: AbortSignal.timeout(limit) });
    }
    const sent = this.events[this.seen];
    this.seen += 1;
    return sent as Sent;
  }

  /** Sends an event and waits for the next answer. */
  ask(event: string, data?: unknown): Promise<Sent> {
    this.emit(event, data);
    return this.next();
  }

  /** Waits until the connection has ended. */
  async closed(): Promise<Closed> {
    if (this.end === undefined) {
      await once(this.emitter, 'end', { signal: AbortSignal.timeout(limit) });
    }
    return this.end as Closed;
  }

  get isClosed(): boolean {
    return this.end !== undefined;
  }

  protected gets(event: string, data: unknown): void {
    this.events.push({ event, data });
    this.emitter.emit('event');
  }

  protected ends(closed: Closed): void {
    this.end ??= closed;
    this.emitter.emit('end');
  }
}

class SocketIoTestClient extends TestClient {
  readonly opened: Promise<unknown>;
  readonly socket;

  constructor(url: string, { token, headers, auth }: Handshake) {
    super();
    this.socket = io(url, {
      auth: auth ?? (token === undefined ? {} : { token }),
      ...(headers && { extraHeaders: headers }),
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
    });
    this.opened = new Promise((resolve) => {
      this.socket.on('connect', () => resolve(undefined));
    });
    this.socket
      .onAny((event: string, data: unknown) => this.gets(event, data))
      .on('connect_error', (error: Error & { data?: unknown }) => {
        this.gets('connect_error', {
          data: error.data,
          message: error.message,
        });
        this.ends({ reason: 'connect_error' });
      })
      .on('disconnect', (reason) => this.ends({ reason }));
  }

  emit(event: string, data?: unknown): void {
    this.socket.emit(event, data);
  }

  close(): void {
    this.socket.close();
  }
}

class WsTestClient extends TestClient {
  readonly opened: Promise<unknown>;
  readonly socket: WebSocket;

  constructor(url: string, { token, headers }: Handshake) {
    super();
    this.socket = new WebSocket(url.replace('http', 'ws'), {
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    this.opened = new Promise((resolve) => {
      this.socket.on('open', () => resolve(undefined));
    });
    this.socket
      .on('message', (frame: Buffer) => {
        const { event, data } = JSON.parse(frame.toString()) as Sent;
        this.gets(event, data);
      })
      .on('error', () => this.ends({ reason: 'error' }))
      .on('close', (code, reason) =>
        this.ends({ code, reason: reason.toString() }),
      );
  }

  emit(event: string, data?: unknown): void {
    const frame = JSON.stringify({ event, data });
    if (this.socket.readyState === WebSocket.CONNECTING) {
      this.socket.once('open', () => this.socket.send(frame));
    } else {
      this.socket.send(frame);
    }
  }

  close(): void {
    this.socket.terminate();
  }
}

/** A WebSocket library and a web framework that gateways run on. */
export interface GatewayTarget {
  readonly name: string;
  readonly library: 'socket.io' | 'ws';
  readonly platform: Platform;
  readonly useAdapter: (app: INestApplication) => void;
  readonly connect: (app: RunningApp, handshake: Handshake) => TestClient;
}

/** Every library on every framework; for `describe.each`. */
export const targets: readonly GatewayTarget[] = platforms.flatMap(
  (platform) => [
    {
      name: `socket.io on ${platform.name}`,
      library: 'socket.io' as const,
      platform,
      useAdapter: (app: INestApplication) =>
        void app.useWebSocketAdapter(new IoAdapter(app)),
      connect: ({ url }: RunningApp, handshake: Handshake) =>
        new SocketIoTestClient(url, handshake),
    },
    {
      name: `ws on ${platform.name}`,
      library: 'ws' as const,
      platform,
      useAdapter: (app: INestApplication) =>
        void app.useWebSocketAdapter(new WsAdapter(app)),
      connect: ({ url }: RunningApp, handshake: Handshake) =>
        new WsTestClient(url, handshake),
    },
  ],
);

/** Each library and each framework once, for tests that take long. */
export const pairs = targets.filter(
  ({ library, platform }) =>
    (library === 'ws') === (platform.name === 'Fastify'),
);

/** The event of a refusal with a status of 401. */
export const refusalOf = (code: string, message: string): Sent => ({
  event: 'exception',
  data: {
    status: 'error',
    statusCode: 401,
    error: 'Unauthorized',
    message,
    code,
  },
});

export const missing = refusalOf('token_missing', 'A bearer token is required');
export const expired = refusalOf('token_expired', 'The token has expired');
