import { channel } from 'node:diagnostics_channel';

/*
 * Channels of node:diagnostics_channel. No message has a token, a claim or a
 * `sub`. An error that a subscriber throws ends the process, as Node defines it.
 */

/** A guard admitted a call of a route that is not public. */
export const admittedChannel = channel('nestjs-cognito-auth:admitted');

/** A guard refused a call. */
export const refusedChannel = channel('nestjs-cognito-auth:refused');

/** A key set was fetched, or its fetches began to fail or to succeed again. */
export const keysChannel = channel('nestjs-cognito-auth:keys');

/** The revocations were read, or their reads began to fail or to succeed again. */
export const revocationsChannel = channel('nestjs-cognito-auth:revocations');

/** Message of the channel `nestjs-cognito-auth:admitted`. */
export interface CognitoAdmittedMessage {
  /**
   * The request, connection or message. It holds credentials, so that it is no
   * enumerable property.
   */
  readonly request: object;
  /** Class and method, such as `OrdersController.list()`. */
  readonly route: string;
  /** Name of the user pool; absent for an anonymous caller. */
  readonly userPool?: string;
  /** Kind of the principal; absent for an anonymous caller. */
  readonly kind?: 'user' | 'machine';
  /** `true` if the token was verified before. */
  readonly remembered: boolean;
}

/** Message of the channel `nestjs-cognito-auth:refused`. */
export interface CognitoRefusedMessage {
  /** The request, connection or message; no enumerable property. */
  readonly request: object;
  /** Class and method, such as `OrdersController.list()`. */
  readonly route: string;
  /** Status code of the answer. */
  readonly status: number;
  /** Code of the answer. */
  readonly code: string;
  /** The error behind the refusal, if there is one. */
  readonly cause?: unknown;
}

/** Message of the channel `nestjs-cognito-auth:keys`. */
export interface CognitoKeysMessage {
  /** Name of the user pool. */
  readonly userPool: string;
  /** `failed` and `recovered` tell a change, and not each attempt. */
  readonly event: 'fetched' | 'failed' | 'recovered';
  /** Milliseconds that the fetch took. */
  readonly durationMs: number;
  /** Why it failed; only with `failed`. */
  readonly error?: unknown;
}

/** Message of the channel `nestjs-cognito-auth:revocations`. */
export type CognitoRevocationsMessage = Omit<CognitoKeysMessage, 'userPool'>;

/** Tells of fetches, with the time of the last one. Nothing is built unheard. */
export class FetchReport<Names extends object> {
  private durationMs = 0;

  constructor(
    private readonly to: typeof keysChannel,
    private readonly names: Names,
  ) {}

  /** Runs a fetch, and tells of its success. */
  async measure<T>(fetch: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    try {
      return await fetch();
    } finally {
      this.durationMs = performance.now() - begun;
    }
  }

  tell(event: CognitoKeysMessage['event'], error?: unknown): void {
    if (this.to.hasSubscribers) {
      const { names, durationMs } = this;
      const failure = error === undefined ? {} : { error };
      this.to.publish({ ...names, event, durationMs, ...failure });
    }
  }
}
