import type { StepUpOptions } from '../authorization/step-up.decorator.js';

/** Tells who may call a route under one address. */
export interface RouteInfo {
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
  /** Accepted kinds of tokens, if the route narrows those of its user pools. */
  readonly tokenUse?: readonly string[];
  /** Names of the only user pools whose callers are accepted. */
  readonly userPools?: readonly string[];
  /** Required scopes: every one of `all`, and at least one of `any`. */
  readonly scopes?: {
    readonly all: readonly string[];
    readonly any: readonly string[];
  };
  /** Required groups: one of `any`, every one of `all`, and none of `none`. */
  readonly groups?: {
    readonly any: readonly string[];
    readonly all: readonly string[];
    readonly none: readonly string[];
  };
  /** Required sign-in. */
  readonly stepUp?: StepUpOptions;
  /** Descriptions of the policies of the route. */
  readonly policies?: readonly string[];
}
