import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import type { GatewayClient } from '../../../lib/connections/gateway-client.js';
import { OpenConnections } from '../../../lib/connections/open-connections.js';
import { RevocationMirror } from '../../../lib/revocation/revocation-mirror.js';
import { userWith } from '../authorization/users.fixture.js';
import { pool, resolve } from '../options/options.fixture.js';

const user = userWith();
const revocation = {
  userPoolId: user.userPoolId,
  kind: 'token',
  id: 'another token',
  until: 4_000_000_000,
} as const;

/** A connection whose authentication is asked for at each revocation. */
function create() {
  const mirror = new RevocationMirror(resolve(pool));
  const isRevoked = vi.fn(() => false);
  const authentication = {
    user,
    requestUser: user,
    authenticator: {},
    token: 'token',
    isRemembered: false,
    validUntil: Infinity,
    isStillValid: () => true,
    isRevoked,
  };
  const members = { OPEN: 1, readyState: 1, close: vi.fn(), send: vi.fn() };
  const client = Object.assign(new EventEmitter(), members);
  return {
    connections: new OpenConnections(mirror),
    revoke: () => mirror.add(revocation),
    authentication,
    client: client as typeof client & GatewayClient,
    isRevoked,
  };
}

describe('OpenConnections', () => {
  it('forgets a client of a gateway that has closed', () => {
    const { connections, client, authentication, isRevoked, revoke } = create();
    connections.followClient(client, () => authentication);
    expect(client.listenerCount('close')).toBe(1);
    connections.followClient(client, () => authentication);
    expect(client.listenerCount('close')).toBe(1);
    expect(isRevoked).toHaveBeenCalledTimes(2);
    revoke();
    expect(isRevoked).toHaveBeenCalledTimes(3);

    client.emit('close');
    revoke();
    expect(isRevoked).toHaveBeenCalledTimes(3);
  });

  it('forgets a socket of GraphQL that has closed', () => {
    const { connections, client, authentication, isRevoked, revoke } = create();
    connections.followSocket(client, authentication);
    revoke();
    expect(isRevoked).toHaveBeenCalledTimes(2);

    client.emit('close');
    revoke();
    expect(isRevoked).toHaveBeenCalledTimes(2);
  });

  it('closes a connection once, as soon as its token is revoked', () => {
    const { connections, client, authentication, isRevoked, revoke } = create();
    connections.followSocket(client, authentication);
    isRevoked.mockReturnValue(true);
    revoke();
    revoke();

    expect(client.close).toHaveBeenCalledExactlyOnceWith(4403, 'token_revoked');
  });

  it('closes no connection that it does not know, or without a caller', () => {
    const { connections, client, revoke } = create();
    connections.closeIfRevoked(client);
    connections.followClient(client, () => undefined);
    revoke();

    expect(client.close).not.toHaveBeenCalled();
  });
});
