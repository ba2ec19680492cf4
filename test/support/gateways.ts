import type { INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { WsAdapter } from '@nestjs/platform-ws';
import { io } from 'socket.io-client';
import WebSocket from 'ws';
import type { RunningApp } from './platforms.js';

/** An answer of a gateway; the event of a refusal is `exception`. */
interface GatewayAnswer {
  readonly event: string;
  readonly data: unknown;
}

/** A WebSocket library that Nest runs gateways on. */
interface GatewayPlatform {
  readonly name: string;
  readonly useAdapter: (app: INestApplication) => void;
  /** Sends events over one connection, and waits for the first answer. */
  readonly send: (app: RunningApp, ...events: string[]) => Promise<unknown>;
}

const ws: GatewayPlatform = {
  name: 'ws',
  useAdapter: (app) => app.useWebSocketAdapter(new WsAdapter(app)),
  send: async ({ url }, ...events) => {
    const socket = new WebSocket(url.replace('http', 'ws'));
    const answer = await new Promise<string>((resolve, reject) => {
      socket
        .on('open', () => {
          for (const event of events) {
            socket.send(JSON.stringify({ event, data: {} }));
          }
        })
        .on('message', (data: Buffer) => resolve(data.toString()))
        .on('error', reject);
    });
    socket.close();
    return JSON.parse(answer);
  },
};

/** The library that Nest uses where no adapter is set. */
export const socketIo: GatewayPlatform = {
  name: 'socket.io',
  useAdapter: (app) => app.useWebSocketAdapter(new IoAdapter(app)),
  send: async ({ url }, ...events) => {
    const socket = io(url, { forceNew: true, transports: ['websocket'] });
    const answer = await new Promise<GatewayAnswer>((resolve, reject) => {
      socket
        .onAny((event: string, data: unknown) => resolve({ event, data }))
        .on('connect_error', reject);
      events.forEach((event) => socket.emit(event, {}));
    });
    socket.disconnect();
    return answer;
  },
};

/** Every WebSocket library; for `describe.each`. */
export const gatewayPlatforms: readonly GatewayPlatform[] = [ws, socketIo];
