import { inspect } from 'node:util';

const redacted = '[CallerToken]';

/** Takes a name and a value: gRPC `Metadata`, NATS headers, `Headers`. */
export interface HeaderTarget {
  /** Sets one header. */
  set(name: string, value: string): unknown;
}

/**
 * The token of the caller, for calls to other services in the caller's name.
 * Nothing shows it by accident: neither `JSON.stringify()`, `util.inspect()`,
 * a template nor `Object.keys()`.
 *
 * Whoever gets the token can act as the caller until it expires. Send it only to
 * services that you run, and only over TLS or inside your own network.
 */
export class CallerToken {
  readonly #token: string;

  /** @param token the token, without `Bearer` */
  constructor(token: string) {
    this.#token = token;
  }

  /**
   * A new object with `authorization: 'Bearer …'` (RFC 6750 §2.1). It is a plain
   * object that shows the token: pass it on, and do not log it.
   */
  get headers(): Readonly<Record<'authorization', string>> {
    return { authorization: `Bearer ${this.#token}` };
  }

  /**
   * Sets `authorization` on a target with a method `set(name, value)`: gRPC
   * `Metadata`, NATS headers, `Headers`.
   *
   * @returns the target
   */
  into<T extends HeaderTarget>(target: T): T {
    target.set('authorization', this.headers.authorization);
    return target;
  }

  /** Shows nothing of the token. */
  toString(): string {
    return redacted;
  }

  /** Shows nothing of the token. */
  toJSON(): string {
    return redacted;
  }

  /** Shows nothing of the token. */
  [inspect.custom](): string {
    return redacted;
  }
}
