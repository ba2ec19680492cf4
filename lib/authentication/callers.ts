import type { Caller } from './authenticator.js';

/** A caller, and which module's authenticator answers for it. */
interface AuthenticatedCaller {
  readonly caller: Caller;
  readonly by: object;
}

/**
 * The callers of the requests under way. Kept beside the requests, not on
 * them: in some contexts the request object is what the caller sent.
 */
const callers = new WeakMap<object, AuthenticatedCaller>();

/** Remembers who made a request. */
export function setCaller(request: object, caller: Caller, by: object): void {
  callers.set(request, { caller, by });
}

/**
 * Who made a request, as some authenticator found out, or a given one: two
 * modules of one application may accept different user pools.
 */
export function callerOf(request: object, by?: object): Caller | undefined {
  const found = callers.get(request);
  return found !== undefined && (by === undefined || found.by === by)
    ? found.caller
    : undefined;
}
