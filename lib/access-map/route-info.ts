import type { RequirementsInfo } from '../authorization/requirements-info.js';

/** Tells who may call a route under one address. */
export interface RouteInfo extends RequirementsInfo {
  /** How clients reach the route. */
  readonly kind: 'http' | 'graphql' | 'ws' | 'rpc';
  /** HTTP method, such as `GET`; `ALL` for every method. */
  readonly method?: string;
  /** Path of an HTTP route with all prefixes. */
  readonly path?: string;
  /** Version of an HTTP route, if the application has versions. */
  readonly version?: string;
  /** Message, event, or GraphQL field such as `Query.orders`. */
  readonly pattern?: string;
  /** Class and method, such as `OrdersController.list()`. */
  readonly handler: string;
  /**
   * `public` needs no token, `optional` accepts none, `token` needs one.
   * `unguarded` means that no `CognitoGuard` runs.
   */
  readonly mode: 'public' | 'optional' | 'token' | 'unguarded';
  /** Names of the other guards that run. */
  readonly otherGuards: readonly string[];
}
