import 'reflect-metadata';

export { CognitoAuthModule } from './cognito-auth.module.js';
export { COGNITO_AUTH_MODULE_OPTIONS } from './cognito-auth.module-definition.js';

export { CognitoGuard } from './guard/cognito.guard.js';
export { CognitoAccessMap } from './access-map/access-map.js';
export type { RouteInfo } from './access-map/route-info.js';
export type { RequirementsInfo } from './authorization/requirements-info.js';
export { CognitoUserPools } from './authentication/cognito-user-pools.js';
export { CognitoVerifier } from './authentication/cognito.verifier.js';
export { CognitoSubscriptions } from './connections/cognito-subscriptions.js';
export { CognitoConnections } from './connections/cognito-connections.js';

export {
  OptionalAuth,
  Public,
} from './authorization/access-mode.decorators.js';
export {
  CallerToken,
  type HeaderTarget,
} from './authentication/caller-token.js';
export { CurrentToken } from './authentication/current-token.decorator.js';
export { Claim, CurrentUser } from './authentication/current-user.decorator.js';
export {
  AllGroups,
  AnyGroup,
  Groups,
  NotInGroups,
} from './authorization/groups.decorators.js';
export { Policy, type PolicyCheck } from './authorization/policy.decorator.js';
export type { CognitoPolicy } from './authorization/policy-finder.js';
export type { RouteDecorator } from './authorization/route-metadata.js';
export {
  AllScopes,
  AnyScope,
  Scopes,
} from './authorization/scopes.decorators.js';
export {
  StepUp,
  type StepUpOptions,
} from './authorization/step-up.decorator.js';
export { TokenUse } from './authorization/token-use.decorator.js';
export { UserPool } from './authorization/user-pool.decorator.js';

export { explain } from './explain/explain.js';
export type {
  ExplainedCheck,
  ExplainedRoute,
  Explanation,
} from './explain/explanation.js';

export { fromBearerHeader } from './request/bearer-header.js';
export type { Carrier, TokenExtractor } from './request/carrier.js';
export { fromCookie, fromHeader, fromQuery } from './request/extractors.js';
export { fromConnection, fromPayload } from './request/message-extractors.js';
export type {
  AccessTokenClaims,
  CognitoClaims,
  CommonClaims,
  FederatedIdentity,
  IdTokenClaims,
} from './token/claims.js';

export type {
  AccessTokenUser,
  CognitoPrincipal,
  CognitoUser,
  IdTokenUser,
  MachineUser,
} from './principal/cognito-user.js';

export type {
  CognitoAdmittedMessage,
  CognitoKeysMessage,
  CognitoRefusedMessage,
  CognitoRevocationsMessage,
} from './insight/channels.js';
export { CognitoRevocations } from './revocation/cognito-revocations.js';
export { MemoryRevocationStore } from './revocation/memory-revocation-store.js';

export type { Challenge } from './errors/challenge.js';
export {
  CognitoAuthException,
  CognitoBadRequestException,
  CognitoForbiddenException,
  CognitoUnauthorizedException,
  CognitoUnavailableException,
  isCognitoAuthException,
} from './errors/exceptions.js';
export type {
  BadRequestCode,
  ChallengeError,
  ForbiddenCode,
  UnauthorizedCode,
  UnavailableCode,
} from './errors/error-codes.js';

export type {
  CognitoCommonOptions,
  CognitoTokenCacheOptions,
} from './options/common-options.interface.js';
export type { CognitoConnectionsOptions } from './options/connections-options.interface.js';
export type { CognitoProtectedResourceOptions } from './options/protected-resource-options.interface.js';
export type { CognitoKeysOptions } from './options/keys-options.interface.js';
export type {
  CognitoDynamicPoolsOptions,
  CognitoUserPoolQuestion,
  CognitoUserPoolResolver,
} from './options/dynamic-pools-options.interface.js';
export { CognitoAuthOptionsError } from './options/options.error.js';
export type {
  CognitoAuthModuleAsyncOptions,
  CognitoAuthModuleExtras,
  CognitoAuthModuleOptions,
  CognitoAuthOptionsFactory,
} from './options/options.interface.js';
export type {
  CognitoRevocationsOptions,
  Revocation,
  RevocationStore,
} from './options/revocations-options.interface.js';
export type {
  CognitoUserPoolOptions,
  SigningJwk,
  SigningJwks,
} from './options/user-pool-options.interface.js';
