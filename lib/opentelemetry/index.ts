export { observeCognitoAuth } from './observe-cognito-auth.js';
export type { ObserveCognitoAuthOptions } from './observe-cognito-auth.js';
