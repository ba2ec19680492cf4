export { CognitoHealthIndicator } from './cognito-health-indicator.js';
export type {
  CognitoHealth,
  UserPoolHealth,
} from './cognito-health-indicator.js';
