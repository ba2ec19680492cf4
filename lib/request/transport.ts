import type { ExecutionContext } from '@nestjs/common';
import type { CognitoAuthException } from '../errors/exceptions.js';
import type { Carrier } from './carrier.js';

/** The parts of the application that a transport needs to answer a refusal. */
export interface RefusalTools {
  /** Protection space of the challenge, as configured by `realm`. */
  readonly realm: string;
  /** Sets a header of an HTTP response, on any HTTP adapter. */
  readonly setHeader: (response: unknown, name: string, value: string) => void;
}

/** Reads and answers one kind of execution context. */
export interface Transport {
  /** The value of `getType()` on its contexts. */
  readonly type: string;
  /**
   * Returns the object that stores the authentication, which the guard and
   * `@CurrentUser()` share. It is never the payload, which the client controls.
   */
  holderOf(context: ExecutionContext): object | undefined;
  /** Returns the carrier of a holder. */
  carrierOf(holder: object): Carrier;
  /** `true` if the holder is a request whose `user` the application reads. */
  readonly setsUser: boolean;
  /** Sets the headers of the refusal and returns the error to throw. */
  refuse(
    error: CognitoAuthException,
    context: ExecutionContext,
    tools: RefusalTools,
  ): unknown;
}
