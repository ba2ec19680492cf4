import type { CognitoAuthModuleOptions } from 'nestjs-cognito-auth';

/**
 * Configures the user pool whose tokens this API accepts. Both ids are required:
 * without one of them the application does not start.
 *
 * An ID token tells an app who signed in; it does not authorize API calls. The
 * pool accepts ID tokens only for the route that shows a profile. Every controller
 * narrows its routes to access tokens with `@TokenUse('access')`.
 */
export const userPoolFromEnvironment = (): CognitoAuthModuleOptions => ({
  userPoolId: process.env.COGNITO_USER_POOL_ID ?? '',
  clientId: process.env.COGNITO_CLIENT_ID ?? '',
  tokenUse: ['access', 'id'],
  // Only for an emulator. Those of a real user pool are derived from its id.
  issuer: process.env.COGNITO_ISSUER,
  jwksUri: process.env.COGNITO_JWKS_URI,
});
