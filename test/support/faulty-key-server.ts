import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { answerWell, type KeySetAnswer } from './faulty-key-server.faults.js';
import {
  badIdentities,
  trustedIdentity,
  trustIdentities,
} from './faulty-key-server.identities.js';
import {
  answers,
  isTlsFault,
  type FaultName,
} from './faulty-key-server.names.js';
import type { ServerIdentity } from './tls.js';

export interface FaultyKeyServerOptions {
  /**
   * The key set to serve, asked anew for each request so that it may rotate.
   */
  readonly keySet: () => object;
  /**
   * Serve over TLS with a certificate this process trusts while the server
   * runs.
   */
  readonly tls?: boolean;
}

/** A key-set server on 127.0.0.1 that fails on command. */
export class FaultyKeyServer {
  /** Requests that reached the server, whatever became of them. */
  requests = 0;
  /** Requests that are neither answered to the end nor given up. */
  pending = 0;
  /** Bytes written for the requests that are over. */
  bytesSent = 0;

  private answer: KeySetAnswer = answerWell;
  private port = 0;
  private distrust: () => void = () => undefined;
  private readonly sockets = new Set<Socket>();
  private readonly server: http.Server | https.Server;

  private constructor(private readonly options: FaultyKeyServerOptions) {
    this.server = options.tls
      ? https.createServer(trustedIdentity)
      : http.createServer();
    this.server.on('request', this.onRequest);
    this.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  static async start(
    options: FaultyKeyServerOptions,
  ): Promise<FaultyKeyServer> {
    const keyServer = new FaultyKeyServer(options);
    await keyServer.listen();
    if (options.tls) keyServer.distrust = trustIdentities();
    return keyServer;
  }

  get jwksUri(): string {
    return `${this.origin}/.well-known/jwks.json`;
  }

  async breakWith(fault: FaultName): Promise<void> {
    await this.heal();
    if (fault === 'refused') await this.stopListening();
    else if (isTlsFault(fault)) this.present(badIdentities[fault]);
    else this.answer = answers[fault];
  }

  /** Good answers again; requests still stuck in the fault stay stuck. */
  async heal(): Promise<void> {
    this.answer = answerWell;
    this.present(trustedIdentity);
    if (!this.server.listening) await this.listen();
  }

  /** Ends at once, whatever hangs. */
  async close(): Promise<void> {
    this.distrust();
    if (this.server.listening) await this.stopListening();
  }

  private readonly onRequest: http.RequestListener = (request, response) => {
    const { socket } = request;
    this.requests++;
    this.pending++;
    response.on('close', () => {
      this.pending--;
      this.bytesSent += socket.bytesWritten;
    });
    // No connection is kept alive: the next request meets the fault of its own
    // time.
    response.setHeader('connection', 'close');
    const goodUrl = `${this.origin}/good`;
    const answer = request.url === '/good' ? answerWell : this.answer;
    const keySet = JSON.stringify(this.options.keySet());
    answer({ response, keySet, goodUrl });
  };

  private get origin(): string {
    return `${this.options.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  private async listen(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private async stopListening(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private present(identity: ServerIdentity): void {
    if (this.server instanceof https.Server) {
      this.server.setSecureContext(identity);
    }
  }
}
