import type { CognitoLocal } from './cognito-local.js';
import type { DemoUserPool } from './demo-user-pool.js';
import { demoUsers } from './demo-users.js';

/**
 * Formats lines that tell a client, such as AWS Amplify, how to sign in. They name
 * the flow, because cognito-local does not support the usual `USER_SRP_AUTH`.
 */
export function signInLines(
  cognito: CognitoLocal,
  pool: DemoUserPool,
): string[] {
  return [
    '\nA client can sign in with the flow USER_PASSWORD_AUTH:',
    `  User pool id  ${pool.userPoolId}`,
    `  Client id     ${pool.clientId}`,
    `  Endpoint      ${cognito.url} (cognito-local, process ${cognito.pid})`,
    ...demoUsers.map(({ email, groups }) => {
      const memberships = groups.map((group) => ` (group ${group})`);
      return `  User          ${email}${memberships.join('')}`;
    }),
    `  Password      ${pool.password}`,
  ];
}
