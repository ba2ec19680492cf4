import {
  createParamDecorator,
  type ExecutionContext,
  type PipeTransform,
  type Type,
} from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';
import {
  authenticationOf,
  isAnonymous,
} from '../request/request-authentication.js';
import { transportOf } from '../request/transports.js';

type Pipe = PipeTransform | Type<PipeTransform>;

/** Finds the value of `@CurrentUser()`. */
export function currentUser(
  property: string | undefined,
  context: ExecutionContext,
): unknown {
  const transport = transportOf(context);
  const holder = transport?.holderOf(context);
  if (holder === undefined || isAnonymous(holder)) {
    return undefined;
  }
  const principal = transport?.setsUser
    ? (holder as { readonly user?: unknown }).user
    : authenticationOf(holder)?.requestUser;
  if (property === undefined) {
    return principal;
  }
  return isObject(principal) ? principal[property] : undefined;
}

/** Finds the value of `@Claim()`. */
export function currentClaim(name: string, context: ExecutionContext): unknown {
  const holder = transportOf(context)?.holderOf(context);
  const claims = holder && authenticationOf(holder)?.user.claims;
  return claims && Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * The principal of the request: a `CognitoUser`, or what the option `validate`
 * returned in its place. With a name, one property of it.
 *
 * It is `undefined` if `CognitoGuard` let the request in without a caller
 * (`@Public()`, `@OptionalAuth()`), whatever other code put on `request.user`.
 * An `AuthGuard` with this library's strategy counts too: its user is returned.
 *
 * The compiler knows the properties of a `CognitoUser`. For what `validate`
 * returns, name its type: `@CurrentUser<Customer>('tenant')`.
 *
 * @example
 * ```ts
 * @Get('me')
 * me(@CurrentUser() user: CognitoUser, @CurrentUser('sub') sub: string) {}
 * ```
 */
export const CurrentUser: <T = CognitoUser>(
  // Without `NoInfer` any name would do: the compiler would make up a fitting `T`.
  property?: (keyof NoInfer<T> & string) | Pipe,
  ...pipes: readonly Pipe[]
) => ParameterDecorator = createParamDecorator(currentUser);

/**
 * One verified claim of the token, raw, whatever `validate` made of the
 * principal. `undefined` where the token does not have it.
 *
 * @example
 * ```ts
 * @Get('invoices')
 * invoices(@Claim('custom:tenant') tenant: string) {}
 * ```
 */
export const Claim: (
  name: string,
  ...pipes: readonly Pipe[]
) => ParameterDecorator = createParamDecorator(currentClaim);
