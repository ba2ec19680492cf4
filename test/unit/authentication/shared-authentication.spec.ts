import { expect, it } from 'vitest';
import { share } from '../../../lib/authentication/shared-authentication.js';
import {
  authenticationOf,
  pendingOf,
  setAuthentication,
  type Authentication,
} from '../../../lib/request/request-authentication.js';

const authenticator = {};

const authenticationBy = (by: object, token: string): Authentication => ({
  user: {} as Authentication['user'],
  requestUser: token,
  authenticator: by,
  token,
  validUntil: 0,
  isRemembered: false,
  isStillValid: () => false,
  isRevoked: () => false,
});

it('An authentication that ends late does not replace a renewed one', async () => {
  const connection = {};
  const [old, verifiedAgain, renewed] = ['old', 'old', 'new'].map((token) =>
    authenticationBy(authenticator, token),
  ) as [Authentication, Authentication, Authentication];
  setAuthentication(connection, old);
  const again = Promise.resolve().then(() => verifiedAgain);
  const shared = share(connection, authenticator, again, true);
  setAuthentication(connection, renewed);

  expect(await shared).toBe(renewed);
  expect(authenticationOf(connection)).toBe(renewed);
});

it('An authentication of a connection is shared until it ends', async () => {
  const connection = {};
  const refused = Promise.reject<Authentication>(new Error('refused'));
  const shared = share(connection, authenticator, refused, true);

  expect(pendingOf(connection, authenticator)).toBe(shared);
  await expect(shared).rejects.toThrow('refused');
  expect(pendingOf(connection, authenticator)).toBeUndefined();
});
