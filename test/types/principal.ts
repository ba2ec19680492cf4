import type {
  AccessTokenClaims,
  AccessTokenUser,
  CognitoUser,
  IdTokenClaims,
  IdTokenUser,
  MachineUser,
} from 'nestjs-cognito-auth';

declare function expectType<T>(value: T): void;

/** `kind` and `tokenUse` tell the forms of a principal apart. */
export function discriminates(user: CognitoUser): void {
  expectType<'user' | 'machine'>(user.kind);
  expectType<'access' | 'id'>(user.tokenUse);
  expectType<string | undefined>(user.username);
  expectType<AccessTokenClaims | IdTokenClaims>(user.claims);
  // @ts-expect-error a machine has no name
  expectType<string>(user.username);

  if (user.kind === 'machine') {
    expectType<MachineUser>(user);
    expectType<'access'>(user.tokenUse);
    expectType<undefined>(user.username);
    expectType<string>(user.claims.client_id);
  } else if (user.tokenUse === 'access') {
    expectType<AccessTokenUser>(user);
    expectType<string>(user.username);
    expectType<string | undefined>(user.claims.scope);
    // @ts-expect-error only an ID token has a verified email
    expectType<boolean | undefined>(user.claims.email_verified);
  } else {
    expectType<IdTokenUser>(user);
    expectType<'user'>(user.kind);
    expectType<string>(user.claims.aud);
    expectType<string | undefined>(user.username);
    expectType<boolean | undefined>(user.claims.email_verified);
    // @ts-expect-error the name of an ID token's user can be missing
    expectType<string>(user.username);
  }
}

/** What every principal has. */
export function hasInCommon(user: CognitoUser): void {
  expectType<string>(user.sub);
  expectType<string | undefined>(user.email);
  expectType<readonly string[]>(user.groups);
  expectType<readonly string[]>(user.scopes);
  expectType<string>(user.clientId);
  expectType<string>(user.userPoolId);
  expectType<string>(user.userPool);
  expectType<number>(user.issuedAt);
  expectType<number>(user.expiresAt);
  expectType<number | undefined>(user.authTime);
}

/** A principal cannot be written to. */
export function isReadOnly(user: CognitoUser): void {
  // @ts-expect-error read-only
  user.sub = 'another';
  // @ts-expect-error read-only
  user.groups.push('admin');
  // @ts-expect-error read-only
  user.scopes[0] = 'orders/write';
  // @ts-expect-error read-only
  user.claims.sub = 'another';
  // @ts-expect-error read-only, also what is not known by name
  user.claims['custom:tenant'] = 'another';
}

/** The set of claims is open, and what is in it is not known. */
export function hasOpenClaims({ claims }: CognitoUser): void {
  expectType<unknown>(claims['custom:tenant']);
  // @ts-expect-error whatever a Lambda trigger put there
  expectType<string>(claims['custom:tenant']);
  expectType<readonly string[] | undefined>(claims['cognito:groups']);

  if (claims.token_use === 'id') {
    expectType<IdTokenClaims>(claims);
  } else {
    expectType<AccessTokenClaims>(claims);
  }
}
