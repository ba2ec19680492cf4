import type { CognitoAuthModuleOptions } from 'nestjs-cognito-auth';

/**
 * The user pool whose tokens this API accepts. Both ids are required: without
 * one of them the application does not start.
 *
 * An ID token tells an app who signed in; it is no key to an API. It is let in
 * for the one route that shows a profile, and every controller narrows its
 * routes back with `@TokenUse('access')`.
 */
export const userPoolFromEnvironment = (): CognitoAuthModuleOptions => ({
  userPoolId: process.env.COGNITO_USER_POOL_ID ?? '',
  clientId: process.env.COGNITO_CLIENT_ID ?? '',
  tokenUse: ['access', 'id'],
  // For an emulator only: a real pool's issuer and keys follow from its id.
  issuer: process.env.COGNITO_ISSUER,
  jwksUri: process.env.COGNITO_JWKS_URI,
});
