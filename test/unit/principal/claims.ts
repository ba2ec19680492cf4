import type {
  AccessTokenClaims,
  IdTokenClaims,
} from '../../../lib/token/claims.js';

export const origin = { userPoolId: 'eu-west-1_AbC', name: 'customers' };

export const accessClaims: AccessTokenClaims = {
  iss: 'https://issuer.example',
  sub: 'sub-of-alice',
  token_use: 'access',
  client_id: 'client',
  username: 'alice',
  scope: 'orders/read orders/write',
  'cognito:groups': ['admin', 'staff'],
  auth_time: 1_799_999_000,
  iat: 1_800_000_000,
  exp: 1_800_003_600,
};

export const idClaims: IdTokenClaims = {
  iss: 'https://issuer.example',
  sub: 'sub-of-alice',
  token_use: 'id',
  aud: 'client',
  'cognito:username': 'alice',
  'cognito:groups': ['admin'],
  email: 'alice@example.com',
  iat: 1_800_000_000,
  exp: 1_800_003_600,
};
