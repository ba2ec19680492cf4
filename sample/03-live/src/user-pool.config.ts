import type { CognitoAuthModuleOptions } from 'nestjs-cognito-auth';

const { env } = process;

/** Configures the user pool whose access tokens the chat accepts. */
export const userPoolFromEnvironment = (): CognitoAuthModuleOptions => ({
  userPoolId: env.COGNITO_USER_POOL_ID ?? '',
  clientId: env.COGNITO_CLIENT_ID ?? '',
  // Only for an emulator. Those of a real user pool are derived from its id.
  issuer: env.COGNITO_ISSUER,
  jwksUri: env.COGNITO_JWKS_URI,
});
