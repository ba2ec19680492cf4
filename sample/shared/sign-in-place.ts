/** The place where a page signs in. */
export interface SignInPlace {
  readonly endpoint: string;
  readonly clientId: string;
}

/** Tells a page where to sign in. */
export function signInPlace({ env } = process): SignInPlace {
  const [region = ''] = (env.COGNITO_USER_POOL_ID ?? '').split('_');
  return {
    endpoint:
      env.COGNITO_ENDPOINT ?? `https://cognito-idp.${region}.amazonaws.com`,
    clientId: env.COGNITO_CLIENT_ID ?? '',
  };
}
