import type { RouteInfo } from '../access-map/route-info.js';
import type { SecurityRequirement } from './openapi-document.js';

/** Names of the security scheme, and whether it can carry scopes. */
export interface SchemeInfo {
  readonly scheme: string;
  /** Only OAuth 2 carries scopes; OpenAPI 3.0 wants an empty list elsewhere. */
  readonly hasScopes: boolean;
}

/** Returns what a caller of a route must present, one entry for each alternative. */
export function securityOf(
  routes: readonly RouteInfo[],
  { scheme, hasScopes }: SchemeInfo,
): SecurityRequirement[] {
  const guarded = routes.filter(({ mode }) => mode !== 'public');
  const alternatives = guarded.flatMap((route) =>
    hasScopes ? scopeLists(route) : [[]],
  );
  const isOpen = routes.some(({ mode }) => mode !== 'token');
  return [
    ...(isOpen && guarded.length > 0 ? [{}] : []),
    ...withoutRepetitions(alternatives).map((scopes) => ({ [scheme]: scopes })),
  ];
}

/** Every scope of `all`, together with each one of `any` in turn. */
function scopeLists({ scopes }: RouteInfo): string[][] {
  const { all = [], any = [] } = scopes ?? {};
  return any.length > 0 ? any.map((one) => [...all, one]) : [[...all]];
}

function withoutRepetitions(lists: string[][]): string[][] {
  return [...new Map(lists.map((list) => [list.join(' '), list])).values()];
}

/** Returns the requirements of a route for the extension `x-cognito-access`. */
export function extensionOf(routes: readonly RouteInfo[]): object {
  const [first, ...others] = routes.map(
    ({
      mode,
      version,
      tokenUse,
      userPools,
      scopes,
      groups,
      stepUp,
      policies,
    }) => ({
      mode,
      ...(routes.length > 1 && { version }),
      ...(tokenUse && { tokenUse }),
      ...(userPools && { userPools }),
      ...(scopes && { scopes }),
      ...(groups && { groups }),
      ...(stepUp && { stepUp }),
      ...(policies && { policies }),
    }),
  );
  return others.length > 0 ? [first, ...others] : (first ?? {});
}

/** Describes in one sentence what OpenAPI has no words for; `''` if nothing. */
export function sentenceOf(route: RouteInfo): string {
  const { groups, stepUp, userPools, policies, version } = route;
  const conditions = [
    ...phrase('a member of', groups?.any, ' or '),
    ...phrase('a member of', groups?.all, ' and '),
    ...phrase('no member of', groups?.none, ' or '),
    ...phrase('a user of the pool', userPools, ' or '),
    ...(stepUp ? ['someone with a recent or strong sign-in'] : []),
    ...phrase('someone whom a policy accepts:', policies, ' and '),
  ];
  const which = version === undefined ? '' : ` (version ${version})`;
  return conditions.length > 0
    ? `The caller must be ${conditions.join(', and ')}${which}.`
    : '';
}

function phrase(
  start: string,
  values: readonly string[] = [],
  separator: string,
): string[] {
  return values.length > 0 ? [`${start} ${values.join(separator)}`] : [];
}
