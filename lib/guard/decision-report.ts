import { isCognitoAuthException } from '../errors/exceptions.js';
import {
  admittedChannel,
  refusedChannel,
  type CognitoAdmittedMessage,
  type CognitoRefusedMessage,
} from '../insight/channels.js';
import type { Authentication } from '../request/request-authentication.js';
import { routeNameOf } from '../request/route-name.js';
import type { Call } from './call.js';

/** Handlers that were told of, by request: a second guard decides nothing new. */
const told = new WeakMap<object, Set<unknown>>();

/** Authentications that were told of, such as those of a connection. */
const seen = new WeakSet<Authentication>();

/** Tells subscribers of an admitted call. It builds nothing if there are none. */
export function reportAdmitted(
  call: Call,
  authentication: Authentication | undefined,
): void {
  if (admittedChannel.hasSubscribers && isFirstReport(call)) {
    const { user, isRemembered = false } = authentication ?? {};
    const message: Omit<CognitoAdmittedMessage, 'request'> = {
      route: routeNameOf(call.context),
      ...(user && { userPool: user.userPool, kind: user.kind }),
      remembered: isRemembered || isSeen(authentication),
    };
    admittedChannel.publish(withRequest(message, call));
  }
}

/** Tells subscribers of a refusal. Errors of the application are no refusals. */
export function reportRefused(call: Call, error: Error): void {
  if (
    refusedChannel.hasSubscribers &&
    isCognitoAuthException(error) &&
    isFirstReport(call)
  ) {
    const message: Omit<CognitoRefusedMessage, 'request'> = {
      route: routeNameOf(call.context),
      status: error.getStatus(),
      code: error.code,
      ...(error.cause !== undefined && { cause: error.cause }),
    };
    refusedChannel.publish(withRequest(message, call));
  }
}

/** A later message of a connection does not verify the token again. */
function isSeen(authentication: Authentication | undefined): boolean {
  if (authentication === undefined || seen.has(authentication)) {
    return authentication !== undefined;
  }
  seen.add(authentication);
  return false;
}

/** Each message of a connection is a call of its own. */
function isFirstReport({ transport, holder, context }: Call): boolean {
  if (transport.isConnection(holder)) {
    return true;
  }
  const handler = context.getHandler();
  const handlers = told.get(holder) ?? new Set();
  const isFirst = !handlers.has(handler);
  told.set(holder, handlers.add(handler));
  return isFirst;
}

/** Keeps the request out of JSON, because it holds credentials. */
function withRequest(message: object, { holder }: Call): object {
  return Object.defineProperty(message, 'request', { value: holder });
}
