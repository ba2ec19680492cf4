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

/** `null`: a guard let the request in without a caller. */
interface CalledRequest {
  [callerKey]?: Caller | null | undefined;
}

/** Remembers who made a request. */
export function setCaller(request: object, caller: Caller): void {
  (request as CalledRequest)[callerKey] = caller;
}

/** Remembers that a guard let a request in without a caller; a known caller stays. */
export function setAnonymous(request: object): void {
  (request as CalledRequest)[callerKey] ??= null;
}

/** Forgets `setAnonymous()`: a strategy of the application may find a user yet. */
export function unsetAnonymous(request: object): void {
  if (isAnonymous(request)) {
    (request as CalledRequest)[callerKey] = undefined;
  }
}

/** Whether a guard let a request in, and no caller is known. */
export function isAnonymous(request: object): boolean {
  return (request as CalledRequest)[callerKey] === null;
}

/**
 * Who made a request, as some authenticator found out, or a given one: two
 * modules of one application may accept different user pools.
 */
export function callerOf(request: object, by?: object): Caller | undefined {
  const caller = (request as CalledRequest)[callerKey] ?? undefined;
  return by === undefined || caller?.by === by ? caller : undefined;
}
