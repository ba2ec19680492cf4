import type { CognitoSubscriptions } from 'nestjs-cognito-auth';

/** Options of a GraphQL module, which the server calls without `this`. */
export function subscriptionsWith({ onConnect }: CognitoSubscriptions) {
  return { 'graphql-ws': { onConnect } };
}
