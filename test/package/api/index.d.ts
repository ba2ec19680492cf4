import * as _nestjs_common from '@nestjs/common';

import {
  BadRequestException,
  CanActivate,
  ConfigurableModuleAsyncOptions,
  DynamicModule,
  ExecutionContext,
  ForbiddenException,
  HttpException,
  OnModuleInit,
  PipeTransform,
  ServiceUnavailableException,
  Type,
  UnauthorizedException,
} from '@nestjs/common';

import { ModulesContainer } from '@nestjs/core';

import { IncomingMessage } from 'node:http';

import { inspect } from 'node:util';

interface AccessTokenClaims extends CommonClaims {
  readonly token_use: 'access';
  readonly client_id: string;
  readonly scope?: string;
  readonly username?: string;
  readonly aud?: string | readonly string[];
  readonly version?: number;
  readonly device_key?: string;
}

interface AccessTokenUser extends CognitoPrincipal {
  readonly kind: 'user';
  readonly tokenUse: 'access';
  readonly username: string;
  readonly claims: AccessTokenClaims;
}

declare function AllGroups(...groups: string[]): RouteDecorator;

declare function AllScopes(...scopes: string[]): RouteDecorator;

declare function AnyGroup(...groups: string[]): RouteDecorator;

declare function AnyScope(...scopes: string[]): RouteDecorator;

type BadRequestCode = 'request_malformed';

declare const COGNITO_AUTH_MODULE_OPTIONS: string | symbol;

declare class CallerToken {
  #private;
  constructor(token: string);
  get headers(): Readonly<Record<'authorization', string>>;
  into<T extends HeaderTarget>(target: T): T;
  toString(): string;
  toJSON(): string;
  [inspect.custom](): string;
}

interface Carrier {
  readonly type: 'http' | 'graphql' | 'ws' | 'rpc';
  readonly headers: Readonly<
    Record<string, string | readonly string[] | undefined>
  >;
  readonly rawHeaders?: readonly string[] | undefined;
  readonly cookies?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly connection?: Readonly<Record<string, unknown>> | undefined;
}

interface Challenge {
  readonly error?: ChallengeError;
  readonly errorDescription?: string;
  readonly scope?: string;
  readonly maxAge?: number;
  readonly acrValues?: string;
  readonly resourceMetadata?: string;
}

type ChallengeError =
  | 'invalid_request'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'insufficient_user_authentication';

declare const Claim: (
  name: string,
  ...pipes: readonly Pipe[]
) => ParameterDecorator;

declare class CognitoAccessMap {
  private readonly allRoutes;
  private readonly addresses;
  private readonly access;
  private readonly coverage;
  routes(): RouteInfo[];
  toString(): string;
  toMarkdown(): string;
  private describe;
}

interface CognitoAdmittedMessage {
  readonly request: object;
  readonly route: string;
  readonly userPool?: string;
  readonly kind?: 'user' | 'machine';
  readonly remembered: boolean;
}

declare abstract class CognitoAuthException extends HttpException {
  abstract readonly code:
    BadRequestCode | UnauthorizedCode | ForbiddenCode | UnavailableCode;
  readonly challenge?: Challenge;
  readonly retryAfter?: number;
}

declare class CognitoAuthModule
  extends ConfigurableModuleClass
  implements OnModuleInit
{
  private readonly modules;
  constructor(modules: ModulesContainer);
  onModuleInit(): void;
  static forRoot(
    options: CognitoAuthModuleOptions & CognitoAuthModuleExtras,
  ): DynamicModule;
  static forRootAsync(options: CognitoAuthModuleAsyncOptions): DynamicModule;
}

type CognitoAuthModuleAsyncOptions = ConfigurableModuleAsyncOptions<
  CognitoAuthModuleOptions,
  'createCognitoAuthOptions'
> &
  CognitoAuthModuleExtras;

interface CognitoAuthModuleExtras {
  isGlobal?: boolean | undefined;
  globalGuard?: boolean | undefined;
}

type CognitoAuthModuleOptions = CognitoCommonOptions &
  (
    | (CognitoUserPoolOptions & {
        userPools?: undefined;
      })
    | (NoUserPoolOptions & {
        userPools:
          | readonly CognitoUserPoolOptions[]
          | CognitoUserPoolResolver
          | readonly [
              ...pools: CognitoUserPoolOptions[],
              resolver: CognitoUserPoolResolver,
            ];
        dynamicPools?: CognitoDynamicPoolsOptions | undefined;
      })
  );

declare class CognitoAuthOptionsError extends Error {
  readonly option: string;
  readonly name = 'CognitoAuthOptionsError';
  constructor(option: string, problem: string);
}

interface CognitoAuthOptionsFactory {
  createCognitoAuthOptions():
    CognitoAuthModuleOptions | Promise<CognitoAuthModuleOptions>;
}

declare class CognitoBadRequestException extends BadRequestException {
  readonly code: BadRequestCode;
  readonly challenge: Challenge;
  constructor(code: BadRequestCode, details?: RefusalDetails);
}

type CognitoClaims = AccessTokenClaims | IdTokenClaims;

interface CognitoCommonOptions {
  clockTolerance?: number | undefined;
  maxTokenAge?: number | undefined;
  maxTokenLength?: number | undefined;
  tokenFrom?: TokenExtractor | readonly TokenExtractor[] | undefined;
  validate?: ((user: CognitoUser, carrier: Carrier) => unknown) | undefined;
  keys?: CognitoKeysOptions | undefined;
  tokenCache?: false | CognitoTokenCacheOptions | undefined;
  revocations?: CognitoRevocationsOptions | undefined;
  connections?: CognitoConnectionsOptions | undefined;
  protectedResource?: CognitoProtectedResourceOptions | undefined;
  explainRefusals?: boolean | undefined;
  realm?: string | undefined;
  unguardedRoutes?: 'error' | 'warn' | 'ignore' | undefined;
  trustedGuards?: readonly Type<CanActivate>[] | undefined;
  strategyName?: string | undefined;
}

declare class CognitoConnections {
  private readonly clients;
  private readonly options;
  private readonly open;
  private readonly ends;
  admit<T = CognitoUser>(
    client: object,
    request?: IncomingMessage,
  ): Promise<T | undefined>;
  renew<T = CognitoUser>(client: object, token: string): Promise<T>;
  userOf<T = CognitoUser>(client: object): T | undefined;
  socketIoMiddleware(): (client: object, next: (error?: Error) => void) => void;
}

interface CognitoConnectionsOptions {
  onExpiry?: 'close' | 'refuse' | undefined;
  origins?: readonly string[] | undefined;
}

interface CognitoDynamicPoolsOptions {
  maxPools?: number | undefined;
  maxAge?: number | undefined;
  unknownFor?: number | undefined;
  timeout?: number | undefined;
}

declare class CognitoForbiddenException extends ForbiddenException {
  readonly code: ForbiddenCode;
  readonly challenge: Challenge;
  constructor(
    code: ForbiddenCode,
    details?: RefusalDetails & Pick<Challenge, 'scope'>,
  );
}

declare class CognitoGuard implements CanActivate, OnModuleInit {
  private readonly accessControl?;
  onModuleInit(): void;
  canActivate(context: ExecutionContext): boolean | Promise<boolean>;
  protected getRequest(_context: ExecutionContext): object | undefined;
  protected handleRefusal(error: unknown, _context: ExecutionContext): unknown;
  private refuse;
  private requireAccessControl;
}

interface CognitoKeysMessage {
  readonly userPool: string;
  readonly event: 'fetched' | 'failed' | 'recovered';
  readonly durationMs: number;
  readonly error?: unknown;
}

interface CognitoKeysOptions {
  maxAge?: number | undefined;
  staleIfError?: number | undefined;
  unknownKeyCooldown?: number | undefined;
  timeout?: number | undefined;
  maxBytes?: number | undefined;
  fetch?: typeof globalThis.fetch | undefined;
  prefetch?: 'warn' | 'require' | false | undefined;
}

interface CognitoPolicy {
  check(
    user: CognitoUser,
    context: ExecutionContext,
  ): boolean | Promise<boolean>;
}

interface CognitoPrincipal {
  readonly sub: string;
  readonly email?: string;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
  readonly clientId: string;
  readonly userPoolId: string;
  readonly userPool: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly authTime?: number;
}

interface CognitoProtectedResourceOptions {
  resource: string;
  name?: string | undefined;
  documentation?: string | undefined;
  scopes?: readonly string[] | undefined;
  authorizationServer?: 'cognito' | 'bridge' | undefined;
}

interface CognitoRefusedMessage {
  readonly request: object;
  readonly route: string;
  readonly status: number;
  readonly code: string;
  readonly cause?: unknown;
}

declare class CognitoRevocations {
  private readonly options;
  private readonly mirror;
  revokeToken(user: CognitoUser): Promise<void>;
  revokeSession(user: CognitoUser): Promise<void>;
  revokeUser(
    {
      userPoolId,
      sub,
    }: {
      userPoolId: string;
      sub: string;
    },
    before?: Date,
  ): Promise<void>;
  revokeClient(
    {
      userPoolId,
      clientId,
    }: {
      userPoolId: string;
      clientId: string;
    },
    before?: Date,
  ): Promise<void>;
  private addBefore;
  private until;
  private add;
  private requireOption;
}

type CognitoRevocationsMessage = Omit<CognitoKeysMessage, 'userPool'>;

interface CognitoRevocationsOptions {
  store: RevocationStore;
  refreshEvery?: number | undefined;
  staleIfError?: number | undefined;
}

declare class CognitoSubscriptions {
  private readonly authenticator;
  private readonly options;
  private readonly open;
  private readonly ends;
  readonly onConnect: (this: unknown, connection: unknown) => Promise<boolean>;
  constructor();
  private admit;
  private authenticate;
  private closeAtEnd;
}

interface CognitoTokenCacheOptions {
  maxEntries?: number | undefined;
}

declare class CognitoUnauthorizedException extends UnauthorizedException {
  readonly code: UnauthorizedCode;
  readonly challenge: Challenge;
  constructor(
    code: UnauthorizedCode,
    details?: RefusalDetails & Pick<Challenge, 'maxAge' | 'acrValues'>,
  );
}

declare class CognitoUnavailableException extends ServiceUnavailableException {
  readonly code: UnavailableCode;
  readonly retryAfter: number;
  constructor(
    code: UnavailableCode,
    details?: RefusalDetails & {
      readonly retryAfterMs?: number;
    },
  );
}

type CognitoUser = AccessTokenUser | IdTokenUser | MachineUser;

interface CognitoUserPoolOptions {
  userPoolId: string;
  clientId: string | readonly string[] | null;
  tokenUse?: TokenUse$1 | readonly TokenUse$1[] | undefined;
  name?: string | undefined;
  audience?: string | readonly string[] | undefined;
  issuer?: string | readonly string[] | undefined;
  jwksUri?: string | undefined;
  allowInsecureJwksUri?: boolean | undefined;
  jwks?: SigningJwks | undefined;
  additionalRegions?: readonly string[] | undefined;
}

interface CognitoUserPoolQuestion {
  readonly userPoolId: string;
  readonly region: string;
  readonly issuer: string;
}

type CognitoUserPoolResolver = (
  asked: CognitoUserPoolQuestion,
) =>
  | CognitoUserPoolOptions
  | undefined
  | Promise<CognitoUserPoolOptions | undefined>;

declare class CognitoUserPools {
  private readonly issuers;
  forget(userPoolId: string): void;
}

declare class CognitoVerifier {
  private readonly verifier;
  verify(token: string): Promise<CognitoUser>;
}

interface CommonClaims {
  readonly sub: string;
  readonly iss: string;
  readonly exp: number;
  readonly iat: number;
  readonly auth_time?: number;
  readonly jti?: string;
  readonly origin_jti?: string;
  readonly event_id?: string;
  readonly 'cognito:groups'?: readonly string[];
  readonly acr?: string;
  readonly amr?: readonly string[];
  readonly [name: string]: unknown;
}

declare const ConfigurableModuleClass: _nestjs_common.ConfigurableModuleCls<
  CognitoAuthModuleOptions,
  'forRoot',
  'createCognitoAuthOptions',
  Required<CognitoAuthModuleExtras>
>;

declare const CurrentToken: () => ParameterDecorator;

declare const CurrentUser: <T = CognitoUser>(
  property?: (keyof NoInfer<T> & string) | Pipe,
  ...pipes: readonly Pipe[]
) => ParameterDecorator;

interface ExplainedCheck {
  readonly check: string;
  readonly passed: boolean;
  readonly code?: string;
  readonly why?: string;
  readonly remedy?: string;
  readonly answers?: true;
}

type ExplainedRoute = RequirementsInfo;

interface Explanation {
  readonly accepted: boolean;
  readonly checks: readonly ExplainedCheck[];
}

interface FederatedIdentity {
  readonly userId: string;
  readonly providerName: string;
  readonly providerType: string;
  readonly issuer: string | null;
  readonly primary: 'true' | 'false';
  readonly dateCreated: string;
}

type ForbiddenCode =
  | 'scope_missing'
  | 'group_missing'
  | 'group_forbidden'
  | 'user_pool_mismatch'
  | 'policy_refused';

declare function Groups(...groups: string[]): RouteDecorator;

interface HeaderTarget {
  set(name: string, value: string): unknown;
}

interface IdTokenClaims extends CommonClaims {
  readonly token_use: 'id';
  readonly aud: string;
  readonly 'cognito:username'?: string;
  readonly 'cognito:roles'?: readonly string[];
  readonly 'cognito:preferred_role'?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly phone_number?: string;
  readonly phone_number_verified?: boolean;
  readonly name?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly nonce?: string;
  readonly at_hash?: string;
  readonly identities?: readonly FederatedIdentity[];
}

interface IdTokenUser extends CognitoPrincipal {
  readonly kind: 'user';
  readonly tokenUse: 'id';
  readonly username?: string;
  readonly claims: IdTokenClaims;
}

interface MachineUser extends CognitoPrincipal {
  readonly kind: 'machine';
  readonly tokenUse: 'access';
  readonly username?: undefined;
  readonly claims: AccessTokenClaims;
}

declare class MemoryRevocationStore implements RevocationStore {
  private revocations;
  private readonly listeners;
  list(): Promise<readonly Revocation[]>;
  add(revocation: Revocation): Promise<void>;
  subscribe(changed: () => void): () => void;
}

type NoUserPoolOptions = {
  [name in keyof CognitoUserPoolOptions]?: undefined;
};

declare function NotInGroups(...groups: string[]): RouteDecorator;

declare function OptionalAuth(): RouteDecorator;

type Pipe = PipeTransform | Type<PipeTransform>;

declare function Policy(
  check: PolicyCheck,
  description: string,
): RouteDecorator;

declare function Policy(
  policy: Type<CognitoPolicy>,
  description?: string,
): RouteDecorator;

type PolicyCheck = (
  user: CognitoUser,
  context: ExecutionContext,
) => boolean | Promise<boolean>;

declare function Public(): RouteDecorator;

interface RefusalDetails {
  readonly cause?: unknown;
}

interface RequirementsInfo {
  readonly tokenUse?: readonly TokenUse$1[];
  readonly userPools?: readonly string[];
  readonly scopes?: {
    readonly all: readonly string[];
    readonly any: readonly string[];
  };
  readonly groups?: {
    readonly any: readonly string[];
    readonly all: readonly string[];
    readonly none: readonly string[];
  };
  readonly stepUp?: StepUpOptions;
  readonly policies?: readonly string[];
}

interface Revocation {
  readonly userPoolId: string;
  readonly kind: 'token' | 'session' | 'user' | 'client';
  readonly id: string;
  readonly before?: number | undefined;
  readonly until: number;
}

interface RevocationStore {
  list(): Promise<readonly Revocation[]>;
  add(revocation: Revocation): Promise<void>;
  subscribe?(changed: () => void): () => void;
}

type RouteDecorator = MethodDecorator & ClassDecorator;

interface RouteInfo extends RequirementsInfo {
  readonly kind: 'http' | 'graphql' | 'ws' | 'rpc';
  readonly method?: string;
  readonly path?: string;
  readonly version?: string;
  readonly pattern?: string;
  readonly handler: string;
  readonly mode: 'public' | 'optional' | 'token' | 'unguarded';
  readonly otherGuards: readonly string[];
}

declare function Scopes(...scopes: string[]): RouteDecorator;

interface SigningJwk {
  readonly kty?: string;
  readonly kid?: string;
  readonly use?: string;
  readonly alg?: string;
  readonly n?: string;
  readonly e?: string;
  readonly [member: string]: unknown;
}

interface SigningJwks {
  readonly keys: readonly SigningJwk[];
}

declare function StepUp(options: StepUpOptions): RouteDecorator;

interface StepUpOptions {
  maxAge?: number;
  acr?: string | readonly string[];
  amr?: string | readonly string[];
}

type TokenExtractor = (carrier: Carrier) => string | undefined;

declare function TokenUse(...accepted: TokenUse$1[]): RouteDecorator;

type TokenUse$1 = 'access' | 'id';

type UnauthorizedCode =
  | 'token_missing'
  | 'token_malformed'
  | 'signature_invalid'
  | 'issuer_unknown'
  | 'token_expired'
  | 'token_not_active'
  | 'client_mismatch'
  | 'audience_mismatch'
  | 'token_use_mismatch'
  | 'token_revoked'
  | 'user_refused'
  | 'step_up_required';

type UnavailableCode =
  'keys_unavailable' | 'revocations_unavailable' | 'user_pool_unavailable';

declare function UserPool(...pools: string[]): RouteDecorator;

declare function explain(
  token: string,
  options: CognitoAuthModuleOptions,
  route?: ExplainedRoute,
): Promise<Explanation>;

declare function fromBearerHeader(): TokenExtractor;

declare function fromConnection(...names: readonly string[]): TokenExtractor;

declare function fromCookie(name: string): TokenExtractor;

declare function fromHeader(name: string): TokenExtractor;

declare function fromPayload(path: string): TokenExtractor;

declare function fromQuery(name: string): TokenExtractor;

declare function isCognitoAuthException(
  error: unknown,
): error is
  | CognitoBadRequestException
  | CognitoUnauthorizedException
  | CognitoForbiddenException
  | CognitoUnavailableException;

export {
  AllGroups,
  AllScopes,
  AnyGroup,
  AnyScope,
  COGNITO_AUTH_MODULE_OPTIONS,
  CallerToken,
  Claim,
  CognitoAccessMap,
  CognitoAuthException,
  CognitoAuthModule,
  CognitoAuthOptionsError,
  CognitoBadRequestException,
  CognitoConnections,
  CognitoForbiddenException,
  CognitoGuard,
  CognitoRevocations,
  CognitoSubscriptions,
  CognitoUnauthorizedException,
  CognitoUnavailableException,
  CognitoUserPools,
  CognitoVerifier,
  CurrentToken,
  CurrentUser,
  Groups,
  MemoryRevocationStore,
  NotInGroups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
  explain,
  fromBearerHeader,
  fromConnection,
  fromCookie,
  fromHeader,
  fromPayload,
  fromQuery,
  isCognitoAuthException,
};

export type {
  AccessTokenClaims,
  AccessTokenUser,
  BadRequestCode,
  Carrier,
  Challenge,
  ChallengeError,
  CognitoAdmittedMessage,
  CognitoAuthModuleAsyncOptions,
  CognitoAuthModuleExtras,
  CognitoAuthModuleOptions,
  CognitoAuthOptionsFactory,
  CognitoClaims,
  CognitoCommonOptions,
  CognitoConnectionsOptions,
  CognitoDynamicPoolsOptions,
  CognitoKeysMessage,
  CognitoKeysOptions,
  CognitoPolicy,
  CognitoPrincipal,
  CognitoProtectedResourceOptions,
  CognitoRefusedMessage,
  CognitoRevocationsMessage,
  CognitoRevocationsOptions,
  CognitoTokenCacheOptions,
  CognitoUser,
  CognitoUserPoolOptions,
  CognitoUserPoolQuestion,
  CognitoUserPoolResolver,
  CommonClaims,
  ExplainedCheck,
  ExplainedRoute,
  Explanation,
  FederatedIdentity,
  ForbiddenCode,
  HeaderTarget,
  IdTokenClaims,
  IdTokenUser,
  MachineUser,
  PolicyCheck,
  RequirementsInfo,
  Revocation,
  RevocationStore,
  RouteDecorator,
  RouteInfo,
  SigningJwk,
  SigningJwks,
  StepUpOptions,
  TokenExtractor,
  UnauthorizedCode,
  UnavailableCode,
};
