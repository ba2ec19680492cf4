import type { CognitoUserPoolOptions } from 'nestjs-cognito-auth';

/** Configures the user pool whose tokens the instances accept. */
export const userPoolFromEnvironment = (): CognitoUserPoolOptions => ({
  userPoolId: process.env.COGNITO_USER_POOL_ID ?? '',
  clientId: process.env.COGNITO_CLIENT_ID ?? '',
  // Only for an emulator. Those of a real user pool are derived from its id.
  issuer: process.env.COGNITO_ISSUER,
  jwksUri: process.env.COGNITO_JWKS_URI,
});
