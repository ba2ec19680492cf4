import { Catch, type ExceptionFilter } from '@nestjs/common';
import {
  CognitoAuthException,
  CognitoAuthOptionsError,
  CognitoBadRequestException,
  CognitoForbiddenException,
  CognitoUnauthorizedException,
  CognitoUnavailableException,
  isCognitoAuthException,
  type AccessTokenClaims,
  type AccessTokenUser,
  type BadRequestCode,
  type Challenge,
  type ChallengeError,
  type CognitoClaims,
  type CognitoPrincipal,
  type CognitoUser,
  type CommonClaims,
  type FederatedIdentity,
  type ForbiddenCode,
  type IdTokenClaims,
  type IdTokenUser,
  type MachineUser,
  type UnauthorizedCode,
  type UnavailableCode,
} from 'nestjs-cognito-auth';

type Code = BadRequestCode | UnauthorizedCode | ForbiddenCode | UnavailableCode;

export function explain(error: unknown): string {
  if (error instanceof CognitoAuthOptionsError) return error.option;
  return isCognitoAuthException(error) ? reason(error) : 'no refusal';
}

function reason(refusal: CognitoAuthException): string {
  const code: Code = refusal.code;
  if (refusal instanceof CognitoUnavailableException) {
    return `${code}, again in ${refusal.retryAfter} s`;
  }
  const { error, scope }: Challenge = refusal.challenge ?? {};
  const known: ChallengeError | undefined = error;
  return [refusal.getStatus(), code, known, scope].join(' ');
}

@Catch(CognitoAuthException)
export class RefusalFilter implements ExceptionFilter {
  catch(refusal: CognitoAuthException): void {
    console.warn(reason(refusal));
  }
}

export const refusals: readonly CognitoAuthException[] = [
  new CognitoBadRequestException('request_malformed'),
  new CognitoUnauthorizedException('token_missing'),
  new CognitoForbiddenException('group_missing', { cause: new Error() }),
  new CognitoUnavailableException('keys_unavailable'),
];

/** The compiler knows which claims each form of the principal has. */
export function describe(user: CognitoUser): string {
  const { sub, groups }: CognitoPrincipal = user;
  return [sub, ...groups, tellApart(user), shared(user.claims)].join(' ');
}

function tellApart(user: CognitoUser): string | undefined {
  if (user.kind === 'machine') return machine(user);
  return user.tokenUse === 'id' ? ofIdToken(user) : ofAccessToken(user);
}

function machine({ clientId }: MachineUser): string {
  return clientId;
}

function ofIdToken({ claims }: IdTokenUser): string | undefined {
  const { identities, email }: IdTokenClaims = claims;
  const external: FederatedIdentity | undefined = identities?.[0];
  return external?.providerName ?? email;
}

function ofAccessToken({ claims, username }: AccessTokenUser): string {
  const { scope }: AccessTokenClaims = claims;
  return scope ?? username;
}

function shared(claims: CognitoClaims): string {
  const { iss, token_use }: CommonClaims = claims;
  return `${iss} ${String(token_use)}`;
}
