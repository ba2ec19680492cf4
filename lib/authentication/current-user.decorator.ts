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

/** Returns the value of `@CurrentUser()`. */
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

/** Returns the value of `@Claim()`. */
export function currentClaim(name: string, context: ExecutionContext): unknown {
  const holder = transportOf(context)?.holderOf(context);
  const claims = holder && authenticationOf(holder)?.user.claims;
  return claims && Object.hasOwn(claims, name) ? claims[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Injects the principal of the request, or one property of it. The principal is
 * a `CognitoUser`, or the value that the option `validate` returned.
 *
 * The value is `undefined` if `CognitoGuard` admitted the request without
 * authentication (`@Public()`, `@OptionalAuth()`), whatever other code set as
 * `request.user`. With an `AuthGuard` of this library's strategy, the value is
 * the user of that guard.
 *
 * The compiler knows the properties of a `CognitoUser`. If `validate` returns
 * another type, name it: `@CurrentUser<Customer>('tenant')`.
 *
 * @example
 * ```ts
 * @Get('me')
 * me(@CurrentUser() user: CognitoUser, @CurrentUser('sub') sub: string) {}
 * ```
 */
export const CurrentUser: <T = CognitoUser>(
  // Without `NoInfer`, the compiler would accept any name and infer `T` from it.
  property?: (keyof NoInfer<T> & string) | Pipe,
  ...pipes: readonly Pipe[]
) => ParameterDecorator = createParamDecorator(currentUser);

/**
 * Injects one verified claim of the token, unchanged by the option `validate`.
 * The value is `undefined` if the token does not have the claim.
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
