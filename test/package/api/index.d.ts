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

interface Carrier {
  readonly headers: Readonly<
    Record<string, string | readonly string[] | undefined>
  >;
  readonly rawHeaders?: readonly string[];
  readonly cookies?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

interface Challenge {
  readonly error?: ChallengeError;
  readonly errorDescription?: string;
  readonly scope?: string;
  readonly maxAge?: number;
  readonly acrValues?: string;
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
        userPools: readonly CognitoUserPoolOptions[];
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
  realm?: string | undefined;
  unguardedRoutes?: 'error' | 'warn' | 'ignore' | undefined;
  trustedGuards?: readonly Type<CanActivate>[] | undefined;
  strategyName?: string | undefined;
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

declare const CurrentUser: <T = CognitoUser>(
  property?: (keyof NoInfer<T> & string) | Pipe,
  ...pipes: readonly Pipe[]
) => ParameterDecorator;

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

type RouteDecorator = MethodDecorator & ClassDecorator;

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
  | 'user_refused'
  | 'step_up_required';

type UnavailableCode = 'keys_unavailable';

declare function UserPool(...pools: string[]): RouteDecorator;

declare function fromBearerHeader(): TokenExtractor;

declare function fromCookie(name: string): TokenExtractor;

declare function fromHeader(name: string): TokenExtractor;

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
  Claim,
  CognitoAuthException,
  CognitoAuthModule,
  CognitoAuthOptionsError,
  CognitoBadRequestException,
  CognitoForbiddenException,
  CognitoGuard,
  CognitoUnauthorizedException,
  CognitoUnavailableException,
  CognitoVerifier,
  CurrentUser,
  Groups,
  NotInGroups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
  fromBearerHeader,
  fromCookie,
  fromHeader,
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
  CognitoAuthModuleAsyncOptions,
  CognitoAuthModuleExtras,
  CognitoAuthModuleOptions,
  CognitoAuthOptionsFactory,
  CognitoClaims,
  CognitoCommonOptions,
  CognitoKeysOptions,
  CognitoPolicy,
  CognitoPrincipal,
  CognitoTokenCacheOptions,
  CognitoUser,
  CognitoUserPoolOptions,
  CommonClaims,
  FederatedIdentity,
  ForbiddenCode,
  IdTokenClaims,
  IdTokenUser,
  MachineUser,
  PolicyCheck,
  RouteDecorator,
  SigningJwk,
  SigningJwks,
  StepUpOptions,
  TokenExtractor,
  UnauthorizedCode,
  UnavailableCode,
};
