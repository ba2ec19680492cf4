import { Controller, Get } from '@nestjs/common';
import { CognitoAuthModule, Groups, Policy } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const pool = await TestUserPool.create();

@Controller('admin')
class AdminController {
  @Get()
  @Groups('admin')
  list() {}

  @Get('own')
  @Policy(() => false, 'owns it')
  own() {}
}

let app: RunningApp | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await app?.close();
  app = undefined;
});

describe.each(platforms)('explainRefusals on $name', (platform) => {
  const boot = async (explainRefusals: boolean) => {
    const logger = new RecordingLogger();
    app = await bootApp(platform, {
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          globalGuard: true,
          explainRefusals,
        }),
      ],
      controllers: [AdminController],
      logger,
    });
    return logger;
  };

  it('logs why a call was refused, and what to do', async () => {
    const logger = await boot(true);
    const token = pool.accessToken({ groups: ['staff'], clientId: 'other' });
    await request(`${app?.url}/admin`, { token });
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));

    expect(logger.lines[0]).toContain(
      'AdminController.list() refused a call: client_mismatch',
    );
    expect(logger.lines[0]).toContain(
      '@Groups(): The user is in these groups: "staff"; needed: one of "admin".',
    );
    expect(logger.lines[0]).not.toContain(token.split('.')[2]);
  });

  it('says that there is no token', async () => {
    const logger = await boot(true);
    await request(`${app?.url}/admin`);
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));

    expect(logger.lines[0]).toContain('There is no token.');
  });

  it('says what a check without an explanation answers', async () => {
    const logger = await boot(true);
    await request(`${app?.url}/admin/own`, { token: pool.accessToken() });
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));

    expect(logger.lines[0]).toMatch(
      /refused a call: policy_refused\n {2}\w.*policy/,
    );
  });

  it('outlives a forged token whose claims have other types', async () => {
    const logger = await boot(true);
    const claims = { scope: 5, 'cognito:groups': 'admin', sub: {}, exp: 'x' };
    const forged = pool.accessToken({ claims }).replace(/.{9}$/, 'AAAAAAAAA');
    await request(`${app?.url}/admin`, { token: forged });
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));

    expect(logger.lines[0]).toContain('signature_invalid');
  });

  it('logs nothing unless it is switched on', async () => {
    const logger = await boot(false);
    await request(`${app?.url}/admin`);

    expect(logger.lines).toEqual([]);
  });

  it('refuses the boot in production', async () => {
    vi.stubEnv('NODE_ENV', 'production');

    await expect(boot(true)).rejects.toThrow(
      '"explainRefusals" must be false where NODE_ENV is production',
    );
  });
});
