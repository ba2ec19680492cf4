import type { ExecutionContext } from '@nestjs/common';
import type { Carrier } from './carrier.js';
import type { UpgradeServer } from './upgrade-requests.js';

/** Options of the module that a transport needs to read a request. */
export interface ReadingOptions {
  /** Origins whose browsers may send cookies with the request for an upgrade. */
  readonly origins: ReadonlySet<string>;
}

/** The parts of the application that a transport needs to answer a refusal. */
export interface RefusalTools {
  /** Protection space of the challenge, as configured by `realm`. */
  readonly realm: string;
  /** Sets a header of an HTTP response, on any HTTP adapter. */
  readonly setHeader: (response: unknown, name: string, value: string) => void;
  /** Returns Nest's servers of the microservices that the application has. */
  readonly messageServers: () => readonly object[];
}

/** Reads and answers one kind of execution context. */
export interface Transport {
  /** The value of `getType()` on its contexts. */
  readonly type: Carrier['type'];
  /**
   * Returns the object that stores the authentication, which the guard and
   * `@CurrentUser()` share. It is never the payload, which the client controls.
   */
  holderOf(context: ExecutionContext): object | undefined;
  /** `true` if the holder is a request whose `user` the application reads. */
  readonly setsUser: boolean;
  /** Returns whether a holder is a connection, which outlives many calls. */
  isConnection(holder: object): boolean;
  /** Returns the carrier of a holder. */
  carrierOf(
    holder: object,
    context: ExecutionContext,
    options: ReadingOptions,
  ): Carrier;
  /**
   * Returns the error to throw, in the form that the client of this transport
   * understands. A promise that never settles holds a call which it has ended.
   *
   * @param error the refusal, or what the application's own check threw
   */
  refuse(error: Error, context: ExecutionContext, tools: RefusalTools): unknown;
  /**
   * Prepares an application that has handlers of this transport. It loads the
   * exceptions of the transport's own package.
   *
   * @param server the HTTP server of the application, if it has one
   */
  setUp?(server: UpgradeServer | undefined): Promise<void>;
}
