import type { ExecutionContext } from '@nestjs/common';
import type { CognitoAuthException } from '../errors/exceptions.js';
import type { Carrier } from './carrier.js';

/** What a transport needs of the application to answer a refusal. */
export interface RefusalTools {
  /** Protection space of the challenge, as configured by `realm`. */
  readonly realm: string;
  /** Sets a header of an HTTP response, on any HTTP adapter. */
  readonly setHeader: (response: unknown, name: string, value: string) => void;
}

/** How one kind of execution context is read and answered. */
export interface Transport {
  /** The `getType()` of its contexts. */
  readonly type: string;
  /**
   * The object that the guard and `@CurrentUser()` both see, which keeps the
   * authentication. Never the payload: its sender could write what it likes.
   */
  holderOf(context: ExecutionContext): object | undefined;
  /** Whatever may carry a token, from the holder. */
  carrierOf(holder: object): Carrier;
  /** Whether the holder is a request whose `user` the application reads. */
  readonly setsUser: boolean;
  /** Tells the client as far as the transport can, and returns what to throw. */
  refuse(
    error: CognitoAuthException,
    context: ExecutionContext,
    tools: RefusalTools,
  ): unknown;
}
