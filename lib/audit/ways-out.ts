import type { Host } from '../routes/hosts.js';
import type { Route, RouteKind } from '../routes/routes.js';
import type { GuardCoverage } from './guard-coverage.js';

const useGuards = 'add @UseGuards(CognitoGuard) to it or its class';
const orGlobally = `${useGuards}, or globalGuard: true to CognitoAuthModule`;

/** Tells how a route that no `CognitoGuard` protects comes to have one. */
export function wayOutFor(route: Route, coverage: GuardCoverage): string {
  const { kind, host, handler } = route;
  const isNamed = [handler, ...host.classes].some((target) =>
    coverage.isNamedOn(target),
  );
  return isNamed && kind !== 'graphql-field'
    ? 'Nest made no instance of the guard that @UseGuards() names. Apply ' +
        '@UseGuards() where the class is declared, and provide the class ' +
        'itself, not a value or a factory; or add globalGuard: true to ' +
        'CognitoAuthModule'
    : waysOut[kind](coverage);
}

const waysOut: Record<RouteKind, (coverage: GuardCoverage) => string> = {
  http: () => orGlobally,
  graphql: () => orGlobally,
  'graphql-field': ({ includesFields }) =>
    includesFields
      ? orGlobally
      : 'Nest runs guards for fields and references only with ' +
        "fieldResolverEnhancers: ['guards'] in the options of GraphQLModule. " +
        'Add that, or move the decorators to the queries',
  ws: ({ includesGateways }) =>
    includesGateways
      ? `${orGlobally} (a request-scoped global guard does not reach gateways)`
      : `${useGuards} (Nest 11 runs no global guards for gateways)`,
  rpc: ({ isMicroservice }) =>
    isMicroservice
      ? orGlobally
      : `${useGuards} (beside an HTTP server, global guards reach messages ` +
        'only with inheritAppConfig: true, which cannot be seen at boot)',
};

/** Tells where the decorators of a method belong for which Nest runs no guard. */
export function wayOutForMember({ metatype }: Host, isHook: boolean): string {
  if (isHook) {
    return (
      'verify the token of the connection with CognitoVerifier, and close ' +
      'the connection if it is refused'
    );
  }
  return metatype === undefined
    ? 'provide the class itself, not a value or a factory, or put the ' +
        'decorators on the route that leads to it'
    : 'put the decorators on the route that leads to it';
}
