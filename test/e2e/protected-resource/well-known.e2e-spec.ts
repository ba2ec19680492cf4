import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, VersioningType } from '@nestjs/common';
import {
  CognitoAuthModule,
  fromHeader,
  Groups,
  Public,
  Scopes,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

const [pool, staff] = await Promise.all([
  TestUserPool.create(),
  TestUserPool.create(),
]);
const resource = 'https://api.example.com/mcp';
const metadata =
  'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource/mcp"';
const paths = [
  '/.well-known/oauth-protected-resource/mcp',
  '/.well-known/oauth-protected-resource',
];

@Controller('mcp')
class McpController {
  @Get()
  @Scopes('mcp/read', 'mcp/list')
  read() {
    return 'read';
  }

  @Get('admin')
  @Groups('admin')
  admin() {}

  @Get('open')
  @Public()
  open() {}
}

let app: RunningApp | undefined;
let discovery: Server | undefined;

afterEach(async () => {
  await app?.close();
  app = undefined;
  discovery?.closeAllConnections();
  discovery?.close();
  discovery = undefined;
});

describe.each(platforms)('The protected resource on $name', (platform) => {
  async function boot(options: CognitoAuthModuleOptions) {
    app = await bootApp(platform, {
      imports: [CognitoAuthModule.forRoot({ ...options, globalGuard: true })],
      controllers: [McpController],
      configure: (nest) => {
        nest.setGlobalPrefix('api');
        nest.enableVersioning({
          type: VersioningType.URI,
          defaultVersion: '1',
        });
      },
    });
    return app.url;
  }

  it.each(paths)('is described at %s, to everybody', async (path) => {
    const url = await boot({
      ...pool.options,
      protectedResource: {
        resource,
        name: 'Orders',
        documentation: 'https://docs.example.com',
      },
    });
    const { status, headers, body } = await request(`${url}${path}`, {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });

    expect(status).toBe(200);
    expect(body).toEqual({
      resource,
      authorization_servers: [pool.issuer],
      scopes_supported: ['mcp/list', 'mcp/read'],
      bearer_methods_supported: ['header'],
      resource_name: 'Orders',
      resource_documentation: 'https://docs.example.com',
    });
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
      'content-type': expect.stringContaining('application/json'),
    });
    const [head, preflight, post] = await Promise.all(
      ['HEAD', 'OPTIONS', 'POST'].map((method) =>
        request(`${url}${path}`, { method }),
      ),
    );
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(preflight).toMatchObject({ status: 204 });
    expect(preflight?.headers['access-control-allow-origin']).toBe('*');
    expect(post?.status).toBe(404);
  });

  it.each([
    ['another header', fromHeader('x-token')],
    [
      'where it can',
      () => {
        throw new Error('no such place');
      },
    ],
  ])('promises no bearer header with a token from %s', async (_, tokenFrom) => {
    const url = await boot({
      ...pool.options,
      tokenFrom,
      protectedResource: { resource },
    });
    const { status, body } = await request(`${url}${paths[0]}`);

    expect(status).toBe(200);
    expect(body).not.toHaveProperty('bearer_methods_supported');
  });

  it('is named in each challenge, with the scopes where no token is', async () => {
    const url = await boot({
      ...pool.options,
      protectedResource: { resource },
    });
    const challenge = async (path: string, token?: string) =>
      (
        await request(`${url}/api/v1/${path}`, {
          ...(token !== undefined && { token }),
        })
      ).headers['www-authenticate'];
    const claims = { aud: resource };

    expect(await challenge('mcp')).toBe(
      `Bearer realm="api", scope="mcp/read mcp/list", ${metadata}`,
    );
    expect(await challenge('mcp/admin')).toBe(
      `Bearer realm="api", ${metadata}`,
    );
    const weak = pool.accessToken({ claims, scopes: ['mcp/read'] });
    expect(await challenge('mcp', weak)).toBe(
      'Bearer realm="api", error="insufficient_scope", error_description=' +
        `"The token lacks a required scope", scope="mcp/read mcp/list", ${metadata}`,
    );
    expect(await challenge('mcp/open')).toBeUndefined();
  });

  it('accepts only tokens for the resource', async () => {
    const url = await boot({
      ...pool.options,
      protectedResource: { resource },
    });
    const codeFor = async (aud?: unknown) => {
      const token = pool.accessToken({
        scopes: ['mcp/read', 'mcp/list'],
        claims: aud === undefined ? {} : { aud },
      });
      const { status, body } = await request(`${url}/api/v1/mcp`, { token });
      return status === 200 ? 200 : body['code'];
    };

    expect(await codeFor(resource)).toBe(200);
    for (const aud of [undefined, `${resource}/`, 'https://other', ['x']]) {
      expect(await codeFor(aud)).toBe('audience_mismatch');
    }
  });

  it('leaves a pool alone whose audience is written out', async () => {
    const url = await boot({
      userPools: [
        { ...pool.options },
        { ...staff.options, audience: undefined },
      ],
      protectedResource: { resource },
    });
    const scopes = ['mcp/read', 'mcp/list'];
    const answers = await Promise.all(
      [pool, staff].map((one) =>
        request(`${url}/api/v1/mcp`, { token: one.machineToken({ scopes }) }),
      ),
    );
    const { body } = await request(`${url}${paths[0]}`);

    expect(answers.map(({ status }) => status)).toEqual([401, 200]);
    expect(body['authorization_servers']).toEqual([pool.issuer, staff.issuer]);
  });

  it('has no route and no parameter without the option', async () => {
    const url = await boot(pool.options);

    expect((await request(`${url}${paths[0]}`)).status).toBe(404);
    const { headers } = await request(`${url}/api/v1/mcp`);
    expect(headers['www-authenticate']).toBe('Bearer realm="api"');
  });

  it('names no header where no extractor reads it', async () => {
    const url = await boot({
      ...pool.options,
      tokenFrom: () => undefined,
      protectedResource: { resource, scopes: [] },
    });
    const { body } = await request(`${url}${paths[1]}`);

    expect(Object.keys(body)).toEqual(['resource', 'authorization_servers']);
  });

  /** Serves a discovery document as Cognito does, if it is up. */
  async function bridgeTo(document: object | undefined) {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.statusCode = document ? 200 : 500;
      response.end(JSON.stringify({ issuer, ...document }));
    });
    discovery = server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const issuer = `http://127.0.0.1:${port}`;
    const url = await boot({
      ...pool.options,
      issuer,
      protectedResource: { resource, authorizationServer: 'bridge' },
    });
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        request(`${url}/.well-known/oauth-authorization-server`),
      ),
    );
    const described = await request(`${url}${paths[0]}`);
    return { answers, asked: () => asked, described };
  }

  it('bridges to Cognito with PKCE, and invents nothing', async () => {
    const cognito = {
      authorization_endpoint: 'https://auth.example.com/oauth2/authorize',
      token_endpoint: 'https://auth.example.com/oauth2/token',
      end_session_endpoint: 'https://auth.example.com/logout',
      registration_endpoint: 'https://evil.example',
      response_types_supported: ['code', 'token'],
    };
    const { answers, asked, described } = await bridgeTo(cognito);

    expect(answers[0]?.body).toEqual({
      issuer: 'https://api.example.com',
      authorization_endpoint: cognito.authorization_endpoint,
      token_endpoint: cognito.token_endpoint,
      response_types_supported: ['code', 'token'],
      code_challenge_methods_supported: ['S256'],
    });
    expect(described.body['authorization_servers']).toEqual([
      'https://api.example.com',
    ]);
    expect(asked()).toBe(1);
  });

  it.each([
    ['is down', undefined],
    ['lacks an endpoint', { token_endpoint: 'https://auth.example.com' }],
    [
      'is of another issuer',
      {
        issuer: 'https://evil.example',
        authorization_endpoint: 'https://evil.example',
        token_endpoint: 'https://evil.example',
      },
    ],
  ])('answers 503 whole, if the discovery document %s', async (_, document) => {
    const { answers } = await bridgeTo(document);

    expect(answers[0]).toMatchObject({
      status: 503,
      headers: { 'retry-after': '30' },
      body: { statusCode: 503 },
    });
  });
});
