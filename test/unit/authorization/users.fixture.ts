import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import {
  isCognitoAuthException,
  type CognitoUser,
  type RouteDecorator,
} from 'nestjs-cognito-auth';
import { authorize } from '../../../lib/authorization/authorize.js';
import { readRouteAccess } from '../../../lib/authorization/route-access.js';
import { createPrincipal } from '../../../lib/principal/create-principal.js';
import { handlerOf, newPolicy } from './routes.fixture.js';

type Claims = Readonly<Record<string, unknown>>;

const origin = { userPoolId: 'eu-west-1_AbC', name: 'customers' };

/** A user with an access token that has these claims too. */
export function userWith(claims: Claims = {}): CognitoUser {
  return createPrincipal(
    {
      iss: 'https://issuer.example',
      sub: 'sub-of-alice',
      token_use: 'access',
      client_id: 'client',
      username: 'alice',
      iat: 1_800_000_000,
      exp: 1_800_003_600,
      ...claims,
    },
    origin,
  );
}

/** A user with an ID token that has these claims too. */
export function idUserWith(claims: Claims = {}): CognitoUser {
  return createPrincipal(
    {
      iss: 'https://issuer.example',
      sub: 'sub-of-alice',
      token_use: 'id',
      aud: 'client',
      iat: 1_800_000_000,
      exp: 1_800_003_600,
      ...claims,
    },
    origin,
  );
}

class OrdersController {
  list(): string {
    return 'orders';
  }
}

/** The context of a request to `OrdersController`. */
export const context = new ExecutionContextHost(
  [{ params: { id: '1' } }],
  OrdersController,
  handlerOf(OrdersController, 'list'),
);

/** The refusal of a user by a route with these decorators, if there is one. */
export async function refusalOf(
  user: CognitoUser,
  ...decorators: RouteDecorator[]
): Promise<unknown> {
  class Decorated {}
  for (const decorate of decorators) {
    decorate(Decorated);
  }
  try {
    const { checks } = readRouteAccess(Decorated, OrdersController, newPolicy);
    await authorize(user, checks, context);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The code of that refusal. */
export async function codeOf(
  user: CognitoUser,
  ...decorators: RouteDecorator[]
): Promise<string | undefined> {
  const refusal = await refusalOf(user, ...decorators);
  if (refusal === undefined || isCognitoAuthException(refusal)) {
    return refusal?.code;
  }
  throw refusal;
}
