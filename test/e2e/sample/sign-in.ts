import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';

/** Values that a start-up log names, for a client to sign in with. */
export interface PrintedUserPool {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly endpoint: string;
  readonly users: readonly string[];
  readonly password: string;
}

/** Reads the lines with the sign-in values, such as `  Client id  1a2b3c`. */
export function readUserPool(log: string): PrintedUserPool {
  const values = (label: string): string[] =>
    [...log.matchAll(new RegExp(`^ +${label} {2,}(\\S+)`, 'gm'))].map(
      ([, value = '']) => value,
    );
  const value = (label: string): string => values(label).join();
  return {
    userPoolId: value('User pool id'),
    clientId: value('Client id'),
    endpoint: value('Endpoint'),
    users: values('User'),
    password: value('Password'),
  };
}

/**
 * Signs in as an app does that uses amazon-cognito-identity-js. The flow is
 * `USER_PASSWORD_AUTH`, since cognito-local does not support SRP.
 */
export function signIn(
  pool: PrintedUserPool,
  username: string,
): Promise<CognitoUserSession> {
  const user = new CognitoUser({
    Username: username,
    Pool: new CognitoUserPool({
      UserPoolId: pool.userPoolId,
      ClientId: pool.clientId,
      endpoint: pool.endpoint,
    }),
  });
  user.setAuthenticationFlowType('USER_PASSWORD_AUTH');
  const details = new AuthenticationDetails({
    Username: username,
    Password: pool.password,
  });
  return new Promise((resolve, reject) => {
    user.authenticateUser(details, { onSuccess: resolve, onFailure: reject });
  });
}
