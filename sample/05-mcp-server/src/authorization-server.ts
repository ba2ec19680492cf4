import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { errors, type Configuration } from 'oidc-provider';

/** An authorization server that stands in for Cognito. */
export interface AuthorizationServer {
  readonly issuer: string;
  readonly clientId: string;
  readonly close: () => Promise<void>;
}

const clientId = 'mcp-client';

/**
 * Starts an authorization server on a free loopback port. It has Cognito's paths
 * and claims. cognito-local cannot be used, because it ignores `resource`.
 *
 * @param resource address that a client must ask a token for (RFC 8707)
 */
export async function startAuthorizationServer(
  resource: string,
): Promise<AuthorizationServer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, configurationFor(resource));
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return { issuer, clientId, close: () => close(server) };
}

function configurationFor(resource: string): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        // The port of a loopback address may be any (RFC 8252 §7.3).
        redirect_uris: [
          'http://127.0.0.1/callback',
          'http://localhost/oauth/callback',
        ],
      },
    ],
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      userinfo: '/oauth2/userInfo',
      jwks: '/.well-known/jwks.json',
    },
    jwks: { keys: [signingKey()] },
    cookies: { keys: [crypto.randomUUID()] },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId }),
    }),
    // Cognito puts these into its access tokens.
    extraTokenClaims: (_context, token) =>
      'accountId' in token
        ? { token_use: 'access', username: token.accountId }
        : undefined,
    ttl: { AccessToken: 3600, Interaction: 3600, Grant: 3600, Session: 3600 },
    features: {
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, indicator) => {
          if (indicator !== resource) {
            throw new errors.InvalidTarget();
          }
          return {
            scope: 'notes/read notes/write',
            audience: resource,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
    },
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ...privateKey.export({ format: 'jwk' }),
    kid: 'demo',
    alg: 'RS256',
    use: 'sig',
  };
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
