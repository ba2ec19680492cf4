import { CognitoAuthModule, CognitoGuard } from 'nestjs-cognito-auth';
import type { UserPoolFacts } from '../users.js';
import type { Guarding } from './guarding.js';

/** This library. */
export function cognitoAuth(
  { userPoolId, clientId, jwks }: UserPoolFacts,
  options: { tokenCache?: false } = {},
): Guarding {
  return {
    imports: [
      CognitoAuthModule.forRoot({ userPoolId, clientId, jwks, ...options }),
    ],
    guards: [CognitoGuard],
  };
}
