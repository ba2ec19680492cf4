import { Controller, Get } from '@nestjs/common';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import type { FaultName } from '../../support/faulty-key-server.names.js';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { expectNoUnhandledRejection } from '../../support/unhandled-rejections.js';

const MEGABYTE = 1_048_576;
const pool = await TestUserPool.create();
/** Each reason to give a fetch up. The faults of key sets have all of the rest. */
const faults: readonly FaultName[] = [
  ...(['refused', 'no response', 'stall in mid-body', 'trickle'] as const),
  ...(['truncated', 'endless body', '64 MB body', 'gzip bomb'] as const),
  ...(['redirect to the same host', 'redirect to another host'] as const),
  ...(['redirect loop', 'status 500 with the good set'] as const),
  ...(['HTML with status 200', 'JSON null'] as const),
];
const bridge = '/.well-known/oauth-authorization-server';

@Controller('mcp')
class McpController {
  @Get()
  read() {}
}

describe.each(platforms)('The bridge on bad days, on $name', (platform) => {
  expectNoUnhandledRejection();

  let cognito: FaultyKeyServer;
  let log: RecordingLogger;
  let app: RunningApp | undefined;

  beforeEach(async () => {
    cognito = await FaultyKeyServer.start({ keySet: discovery });
    log = new RecordingLogger();
  });

  afterEach(async () => {
    await app?.close();
    app = undefined;
    await cognito.close();
  });

  const origin = () => new URL(cognito.jwksUri).origin;

  const discovery = () => ({
    issuer: origin(),
    authorization_endpoint: 'https://auth.example.com/oauth2/authorize',
    token_endpoint: 'https://auth.example.com/oauth2/token',
  });

  /** Boots with pinned keys, so that nothing else asks the server. */
  async function boot(timeout: number) {
    app = await bootApp(platform, {
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          issuer: origin(),
          keys: { timeout, maxBytes: 16_384 },
          globalGuard: true,
          protectedResource: {
            resource: 'https://api.example.com/mcp',
            authorizationServer: 'bridge',
          },
        }),
      ],
      controllers: [McpController],
      logger: log,
    });
    return app;
  }

  it.each(faults)('answers 503 in time, then 200: %s', async (fault) => {
    await cognito.breakWith(fault);
    const { url } = await boot(300);
    const asked = performance.now();
    const answer = await request(url + bridge);

    expect(answer).toMatchObject({ status: 503, body: { statusCode: 503 } });
    expect(answer.headers['retry-after']).toBe('30');
    expect(answer.headers['cache-control']).toBeUndefined();
    // Ten times the deadline, because the machine may be busy.
    expect(performance.now() - asked).toBeLessThan(3_000);
    expect(log.lines).toEqual([
      expect.stringMatching(`^warn ${bridge} cannot be served: `),
    ]);
    expect(log.lines[0]).not.toContain('auth.example.com');
    await vi.waitFor(() => expect(cognito.pending).toBe(0), 3_000);
    expect(cognito.bytesSent).toBeLessThan(16 * MEGABYTE);

    await cognito.heal();
    expect(await request(url + bridge)).toMatchObject({
      status: 200,
      body: { issuer: 'https://api.example.com' },
    });
  });

  it('does not fetch for each of many requests while the fetches fail', async () => {
    await cognito.breakWith('status 500 with the good set');
    const { url } = await boot(300);
    const statuses = new Set<number>();
    for (let asked = 0; asked < 50; asked += 1) {
      statuses.add((await request(url + bridge)).status);
    }

    expect([...statuses]).toEqual([503]);
    // Three at once, and after a second at the earliest another one.
    expect(cognito.requests).toBeLessThan(10);
  });

  it('closes while a fetch is in flight', async () => {
    await cognito.breakWith('no response');
    const { url, close } = await boot(15_000);
    const answer = request(url + bridge);
    await vi.waitFor(() => expect(cognito.pending).toBe(1), 3_000);

    const started = performance.now();
    await close();
    app = undefined;

    expect((await answer).status).toBe(503);
    expect(performance.now() - started).toBeLessThan(3_000);
    await vi.waitFor(() => expect(cognito.pending).toBe(0), 3_000);
  });

  it('takes nothing from the headers of a caller', async () => {
    const { url } = await boot(3_000);
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
    };
    const answers = await Promise.all(
      [bridge, '/.well-known/oauth-protected-resource/mcp', '/mcp'].map(
        (path) => request(url + path, { headers }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401]);
    expect(JSON.stringify(answers)).not.toContain('evil.example');
    expect(answers[2]?.headers['www-authenticate']).toContain(
      'resource_metadata="https://api.example.com/.well-known/',
    );
  });
});
