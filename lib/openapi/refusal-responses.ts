import type { RouteInfo } from '../access-map/route-info.js';
import { forbidden, unauthorized, unavailable } from '../errors/error-codes.js';

type Responses = Record<string, object>;

/** Returns the responses of the guard for the routes of one operation, by status. */
export function refusalResponses(routes: readonly RouteInfo[]): Responses {
  const guarded = routes.filter(({ mode }) => mode !== 'public');
  if (guarded.length === 0) {
    return {};
  }
  const forbiddenCodes = [...new Set(guarded.flatMap(forbiddenCodesOf))];
  return {
    401: response(
      'No valid token',
      unauthorizedCodesOf(guarded),
      'WWW-Authenticate',
    ),
    ...(forbiddenCodes.length > 0 && {
      403: response(
        'The token does not allow it',
        forbiddenCodes,
        'WWW-Authenticate',
      ),
    }),
    503: response(
      'The token cannot be checked now',
      Object.keys(unavailable),
      'Retry-After',
    ),
  };
}

function unauthorizedCodesOf(routes: readonly RouteInfo[]): string[] {
  const impossible = new Set([
    ...(routes.some(({ mode }) => mode === 'token') ? [] : ['token_missing']),
    ...(routes.some(({ stepUp }) => stepUp) ? [] : ['step_up_required']),
  ]);
  return Object.keys(unauthorized).filter((code) => !impossible.has(code));
}

type ForbiddenCode = keyof typeof forbidden;

function forbiddenCodesOf(route: RouteInfo): ForbiddenCode[] {
  const { scopes, groups, userPools, policies } = route;
  return [
    ...when(scopes, 'scope_missing'),
    ...when(groups?.any.length || groups?.all.length, 'group_missing'),
    ...when(groups?.none.length, 'group_forbidden'),
    ...when(userPools, 'user_pool_mismatch'),
    ...when(policies, 'policy_refused'),
  ];
}

function when(condition: unknown, code: ForbiddenCode): ForbiddenCode[] {
  return condition ? [code] : [];
}

function response(
  description: string,
  codes: readonly string[],
  header: string,
): object {
  return {
    description,
    headers: { [header]: { schema: { type: 'string' } } },
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: ['statusCode', 'error', 'message', 'code'],
          properties: {
            statusCode: { type: 'integer' },
            error: { type: 'string' },
            message: { type: 'string' },
            code: { type: 'string', enum: codes },
          },
        },
      },
    },
  };
}
