import { randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { CognitoLocal } from './cognito-local.js';

/** The tokens of one sign-in. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/** A user pool with one app client, created and used through the AWS SDK. */
export class DemoUserPool {
  /**
   * The password of every user, new for each pool. Its prefix satisfies Cognito's
   * default password policy: an upper-case and a lower-case letter, a digit and a
   * symbol.
   */
  readonly password = `Demo-1-${randomBytes(9).toString('base64url')}`;

  private constructor(
    private readonly cognito: CognitoIdentityProviderClient,
    readonly userPoolId: string,
    readonly clientId: string,
    /** Issuer of this pool's tokens. */
    readonly issuer: string,
    readonly jwksUri: string,
    /** URL of the Cognito API. */
    readonly endpoint: string,
  ) {}

  /** @param lifetime seconds that an access token is valid; default 24 hours */
  static async create(
    local: CognitoLocal,
    lifetime?: number,
  ): Promise<DemoUserPool> {
    const cognito = new CognitoIdentityProviderClient({
      endpoint: local.url,
      region: 'local',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const { UserPool } = await cognito.send(
      new CreateUserPoolCommand({
        PoolName: 'orders',
        UsernameAttributes: ['email'],
      }),
    );
    const userPoolId = required(UserPool?.Id);
    const { UserPoolClient } = await cognito.send(
      new CreateUserPoolClientCommand({
        UserPoolId: userPoolId,
        ClientName: 'orders-app',
        ExplicitAuthFlows: [
          'ALLOW_USER_PASSWORD_AUTH',
          'ALLOW_REFRESH_TOKEN_AUTH',
        ],
        AccessTokenValidity: lifetime,
        TokenValidityUnits: lifetime ? { AccessToken: 'seconds' } : undefined,
      }),
    );
    return new DemoUserPool(
      cognito,
      userPoolId,
      required(UserPoolClient?.ClientId),
      `${local.issuerDomain}/${userPoolId}`,
      `${local.url}/${userPoolId}/.well-known/jwks.json`,
      local.url,
    );
  }

  /** Environment variables that configure the application for this user pool. */
  get environment(): Record<string, string> {
    return {
      COGNITO_USER_POOL_ID: this.userPoolId,
      COGNITO_CLIENT_ID: this.clientId,
      COGNITO_ISSUER: this.issuer,
      COGNITO_JWKS_URI: this.jwksUri,
      COGNITO_ENDPOINT: this.endpoint,
    };
  }

  async createGroup(group: string): Promise<void> {
    await this.cognito.send(
      new CreateGroupCommand({
        UserPoolId: this.userPoolId,
        GroupName: group,
      }),
    );
  }

  async createUser(email: string): Promise<void> {
    const user = { UserPoolId: this.userPoolId, Username: email };
    await this.cognito.send(
      new AdminCreateUserCommand({
        ...user,
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
        ],
      }),
    );
    await this.cognito.send(
      new AdminSetUserPasswordCommand({
        ...user,
        Password: this.password,
        Permanent: true,
      }),
    );
  }

  async addToGroup(email: string, group: string): Promise<void> {
    await this.cognito.send(
      new AdminAddUserToGroupCommand({
        UserPoolId: this.userPoolId,
        Username: email,
        GroupName: group,
      }),
    );
  }

  async signIn(email: string): Promise<Tokens> {
    const { AuthenticationResult } = await this.cognito.send(
      new InitiateAuthCommand({
        ClientId: this.clientId,
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: this.password },
      }),
    );
    return {
      accessToken: required(AuthenticationResult?.AccessToken),
      idToken: required(AuthenticationResult?.IdToken),
      refreshToken: required(AuthenticationResult?.RefreshToken),
    };
  }

  /** Closes the connections to Cognito. */
  close(): void {
    this.cognito.destroy();
  }
}

/** Requires a field of a response. The SDK types every field as optional. */
function required(value: string | undefined): string {
  if (value === undefined) throw new Error('Cognito left a field out');
  return value;
}
