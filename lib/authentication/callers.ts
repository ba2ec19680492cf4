import type { CognitoUser } from '../principal/cognito-user.js';

/** A caller whose token was verified and whom `validate` did not refuse. */
export interface Caller {
  /** The verified principal: what requirements are held against. */
  readonly user: CognitoUser;
  /** What `validate` made of it: what `request.user` becomes. */
  readonly requestUser: unknown;
  /** The authenticator that answers for it. */
  readonly by: object;
}

/**
 * Where a request keeps its caller: no message can name a symbol. An entry in
 * a `WeakMap` would cost every request half a microsecond.
 */
const callerKey = Symbol('cognito caller');

interface CalledRequest {
  [callerKey]?: Caller;
}

/** Remembers who made a request. */
export function setCaller(request: object, caller: Caller): void {
  (request as CalledRequest)[callerKey] = caller;
}

/**
 * Who made a request, as some authenticator found out, or a given one: two
 * modules of one application may accept different user pools.
 */
export function callerOf(request: object, by?: object): Caller | undefined {
  const caller = (request as CalledRequest)[callerKey];
  return by === undefined || caller?.by === by ? caller : undefined;
}
