import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { authenticationOf } from '../request/request-authentication.js';
import { transportOf } from '../request/transports.js';
import { CallerToken } from './caller-token.js';

/** Returns the value of `@CurrentToken()`. */
export function currentToken(
  _data: unknown,
  context: ExecutionContext,
): CallerToken | undefined {
  const holder = transportOf(context)?.holderOf(context);
  const token = holder && authenticationOf(holder)?.token;
  return token === undefined ? undefined : new CallerToken(token);
}

/**
 * Injects the caller's verified token as a `CallerToken`, to call other services
 * in the caller's name. The library keeps no token: it is read again from the
 * request, the connection or the message.
 *
 * The value is `undefined` if `CognitoGuard` admitted the call without
 * authentication (`@Public()`, `@OptionalAuth()`).
 *
 * @example
 * ```ts
 * @Get('invoices')
 * invoices(@CurrentToken() token: CallerToken) {
 *   return fetch(invoicesUrl, { headers: token.headers });
 * }
 * ```
 */
export const CurrentToken: () => ParameterDecorator =
  createParamDecorator(currentToken);
