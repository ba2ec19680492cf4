import {
  CognitoIdentityProviderClient,
  GlobalSignOutCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  CognitoRevocations,
  type CallerToken,
  type CognitoUser,
} from 'nestjs-cognito-auth';

/** Signs a user out at Cognito, and then at all instances. */
@Injectable()
export class SignOutEverywhere implements OnApplicationShutdown {
  // The user's own token allows the call, so it needs no AWS credentials.
  private readonly cognito = new CognitoIdentityProviderClient({
    region: process.env.COGNITO_USER_POOL_ID?.split('_')[0] ?? '',
  });

  constructor(private readonly revocations: CognitoRevocations) {}

  /**
   * @throws Error if Cognito or the store does not take it. Cognito is asked first:
   * a refresh token that still counts would bring new tokens.
   */
  async signOut(user: CognitoUser, token: CallerToken): Promise<void> {
    // cognito-local lacks this command.
    if (!process.env.COGNITO_ENDPOINT) {
      const [, accessToken] = token.headers.authorization.split(' ');
      await this.cognito.send(
        new GlobalSignOutCommand({ AccessToken: accessToken }),
      );
    }
    await this.revocations.revokeUser(user);
  }

  onApplicationShutdown(): void {
    this.cognito.destroy();
  }
}
