import { Controller, Get } from '@nestjs/common';
import {
  CognitoAuthModule,
  Groups,
  OptionalAuth,
  Public,
  Scopes,
  UserPool,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { expect, it } from 'vitest';
import { describeAudit, pool } from '../../support/audited.app.js';
import { bootApp } from '../../support/platforms.js';

describeAudit('contradictions', ({ platform, boot }) => {
  it('refuses decorators that contradict each other, guarded or not', async () => {
    @Controller()
    class ContradictingController {
      @Get('a')
      @Public()
      @Groups('admin')
      @Scopes('a/b')
      a() {
        return {};
      }

      @Get('b')
      @Public()
      @OptionalAuth()
      b() {
        return {};
      }
    }

    await expect(
      boot([ContradictingController], { unguardedRoutes: 'ignore' }),
    ).rejects.toThrow(
      'CognitoAuthModule refuses to start the application:\n' +
        ' - ContradictingController.a(): @Public() and @Scopes() and @Groups() ' +
        'contradict each other on one target\n' +
        ' - ContradictingController.b(): @Public() and @OptionalAuth() ' +
        'contradict each other on one target',
    );
  });

  it('refuses the name of a user pool that is not configured', async () => {
    @Controller()
    @UserPool('staff', 'typo')
    class PoolController {
      @Get()
      list() {
        return {};
      }
    }

    const other = await TestUserPool.create();
    const userPools = [
      { ...pool.options, name: 'staff' },
      { ...other.options, name: 'customers' },
    ];
    await expect(
      bootApp(platform, {
        controllers: [PoolController],
        imports: [CognitoAuthModule.forRoot({ userPools, globalGuard: true })],
      }),
    ).rejects.toThrow(
      "PoolController.list() has @UserPool('typo'), but the configured pools are 'staff', 'customers'",
    );
  });
});
