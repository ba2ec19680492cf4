import { handlerKeys } from '../routes/nest-metadata.js';
import { declaredOf, type Route, type RouteKind } from '../routes/routes.js';
import type { GuardCoverage } from './guard-coverage.js';

const useGuards = 'add @UseGuards(CognitoGuard) to it or its class';
const orGlobally = `${useGuards}, or globalGuard: true to CognitoAuthModule`;

/** Tells how to protect a route that no `CognitoGuard` protects. */
export function wayOutFor(route: Route, coverage: GuardCoverage): string {
  const { kind, host, method, handler } = route;
  if (kind === 'graphql-field' && !coverage.includesFields) {
    return (
      'Nest runs guards for fields and references only with ' +
      "fieldResolverEnhancers: ['guards'] in the options of each " +
      'GraphQLModule. Add that, or move the decorators to the queries'
    );
  }
  const isNamed = (target: object): boolean => coverage.isNamedOn(target);
  if (!isNamed(handler) && isNamed(declaredOf(route))) {
    return wayOutOfReplacement(method);
  }
  if (host.classes.some(isNamed) && !host.classes.every(isNamed)) {
    return (
      'a class decorator put another class in the place of its class, and ' +
      '@UseGuards() stands on one of the two only. Put it on the methods'
    );
  }
  return [handler, ...host.classes].some(isNamed)
    ? 'Nest made no instance of the guard that @UseGuards() names. Apply ' +
        '@UseGuards() where the class is declared, and list the class itself ' +
        'in controllers or providers, not a value or a factory'
    : waysOut[kind](coverage);
}

/** Tells what to do about a handler that is not the declared method. */
export function wayOutOfReplacement(method: string): string {
  return (
    `the instance has another function, as by this.${method}.bind(this), and ` +
    'Nest reads the decorators of that. Leave the method where it is'
  );
}

const waysOut: Record<RouteKind, (coverage: GuardCoverage) => string> = {
  http: () => orGlobally,
  graphql: () => orGlobally,
  'graphql-field': () => orGlobally,
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
export function wayOutForMember(method: object, isHook: boolean): string {
  if (isHook) {
    return (
      'call admit() of CognitoConnections in handleConnection, which closes ' +
      'the connection if its token is refused'
    );
  }
  const kind = kindsOfMethods.find((one) =>
    Reflect.hasMetadata(handlerKeys[one], method),
  );
  return kind === undefined
    ? 'put the decorators on the route that leads to it'
    : placesOf[kind];
}

const kindsOfMethods = ['http', 'rpc', 'ws'] as const;

const ofController =
  'Nest connects a controller only if its class itself is listed in controllers';

/** Names the list in which Nest looks for handlers of a kind. */
const placesOf: Record<keyof typeof handlerKeys, string> = {
  http: ofController,
  rpc: ofController,
  ws:
    'Nest connects a gateway only if its class has @WebSocketGateway() and ' +
    'is itself listed in providers',
};
