import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  startAuthorizationServer,
  type AuthorizationServer,
} from '../../../sample/05-mcp-server/src/authorization-server.js';
import {
  startServer,
  type McpServer,
} from '../../../sample/05-mcp-server/src/start-server.js';
import { freePort } from '../../support/free-port.js';
import { request } from '../../support/http.js';
import { McpClient } from './mcp.client.js';

describe('The sample 05-mcp-server, to the official client', () => {
  let resource: string;
  let metadata: string;
  let authorizationServer: AuthorizationServer | undefined;
  let server: McpServer | undefined;
  let caller: McpClient;
  let client: Client | undefined;

  beforeAll(async () => {
    // oidc-provider warns that it is for development.
    vi.spyOn(console, 'info').mockReturnValue();
    vi.spyOn(console, 'warn').mockReturnValue();
    Logger.overrideLogger(false);
    const origin = `http://127.0.0.1:${await freePort()}`;
    resource = `${origin}/mcp`;
    metadata = `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp"`;
    authorizationServer = await startAuthorizationServer(resource);
    const { issuer, clientId } = authorizationServer;
    server = await startServer(resource, {
      userPoolId: 'eu-west-1_Demo',
      clientId,
      issuer,
    });
    caller = new McpClient(new URL(resource), clientId);
  });

  afterAll(async () => {
    await client?.close();
    await server?.close();
    await authorizationServer?.close();
    vi.restoreAllMocks();
  });

  it('says where to sign in, and for which scope', async () => {
    await expect(caller.connect()).rejects.toThrow(UnauthorizedError);

    expect(caller.seen).toEqual([
      {
        address: 'POST /mcp',
        status: 401,
        challenge: `Bearer realm="api", scope="notes/read", ${metadata}`,
      },
      {
        address: 'GET /.well-known/oauth-protected-resource/mcp',
        status: 200,
        challenge: null,
      },
      {
        address: 'GET /.well-known/oauth-authorization-server',
        status: 200,
        challenge: null,
      },
    ]);
    const [visit] = caller.visits;
    expect(visit?.href.split('?')[0]).toBe(
      `${authorizationServer?.issuer}/oauth2/authorize`,
    );
    expect(Object.fromEntries(visit?.searchParams ?? [])).toMatchObject({
      response_type: 'code',
      client_id: 'mcp-client',
      scope: 'notes/read',
      code_challenge_method: 'S256',
      resource,
    });
  });

  it('lets the client call a tool, after its user signed in', async () => {
    await caller.finishSignIn();
    client = await caller.connect();

    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['list_notes']);
    expect(await client.callTool({ name: 'list_notes' })).toMatchObject({
      content: [{ text: '[{"text":"Buy tea","author":"somebody"}]' }],
    });
  });

  const addNote = () =>
    client?.callTool({ name: 'add_note', arguments: { text: 'Buy milk' } });

  it('names the scopes of a tool that the token lacks', async () => {
    caller.seen.length = 0;
    await expect(addNote()).rejects.toThrow(UnauthorizedError);

    expect(caller.seen[0]).toEqual({
      address: 'POST /mcp',
      status: 403,
      challenge:
        'Bearer error="insufficient_scope", error_description="Tool ' +
        `'add_note' requires scopes: notes/read, notes/write", ` +
        `scope="notes/read notes/write", ${metadata}`,
    });
    expect(caller.visits.at(-1)?.searchParams.get('scope')).toBe(
      'notes/read notes/write',
    );
  });

  it('lets the client call that tool, after its user consented', async () => {
    await caller.finishSignIn();

    expect(await addNote()).toMatchObject({
      content: [{ text: '{"text":"Buy milk","author":"mallika"}' }],
    });
  });

  it('refuses a page that reached it by another name', async () => {
    const token = caller.tokens()?.access_token;
    const { status, headers, text } = await request(resource, {
      method: 'POST',
      ...(token !== undefined && { token }),
      headers: {
        host: 'evil.example',
        'content-type': 'application/json',
      },
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
    });

    expect(status).toBe(403);
    expect(JSON.stringify(headers) + text).not.toContain('list_notes');
  });
});
