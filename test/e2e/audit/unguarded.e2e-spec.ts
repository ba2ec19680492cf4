import {
  Controller,
  Injectable,
  Module,
  UseGuards,
  type CanActivate,
} from '@nestjs/common';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { expect, it } from 'vitest';
import { describeAudit, pool } from '../../support/audited.app.js';
import {
  AskingController,
  InheritingController,
  unguarded,
} from '../../support/asking-routes.js';
import { RecordingLogger } from '../../support/recording-logger.js';

@Injectable()
class OtherGuard implements CanActivate {
  canActivate() {
    return true;
  }
}

describeAudit('unguarded routes', ({ boot, bootAndClose }) => {
  it.each([[AskingController], [InheritingController]])(
    'lists what asks for something that nobody checks in %o',
    async (controller) => {
      await expect(boot([controller])).rejects.toThrow(
        unguarded(controller.name),
      );
    },
  );

  it('does not take another guard for its own', async () => {
    @Controller()
    @UseGuards(OtherGuard)
    class GuardedByAnother extends AskingController {}

    await expect(boot([GuardedByAnother])).rejects.toThrow(
      unguarded('GuardedByAnother'),
    );
  });

  it('warns, or keeps silent, where that is asked for', async () => {
    const logger = new RecordingLogger();
    await bootAndClose(
      [AskingController],
      { unguardedRoutes: 'warn' },
      { logger },
    );
    expect(logger.lines).toEqual([
      expect.stringMatching(/^warn These routes are open:\n(?: - .*\n?){4}$/),
    ]);
    const silent = new RecordingLogger();
    await bootAndClose(
      [AskingController],
      { unguardedRoutes: 'ignore' },
      { logger: silent },
    );
    expect(silent.lines).toEqual([]);
  });

  it('has nothing to warn of where all routes are guarded', async () => {
    const logger = new RecordingLogger();
    await bootAndClose(
      [AskingController],
      { unguardedRoutes: 'warn', globalGuard: true },
      { logger },
    );
    expect(logger.lines).toEqual([]);
  });

  it('sees routes behind a prefix and a version', async () => {
    @Controller({ path: 'versioned', version: '1' })
    class VersionedController extends AskingController {}

    await expect(
      boot(
        [VersionedController],
        {},
        {
          configure: (app) => app.setGlobalPrefix('api').enableVersioning(),
        },
      ),
    ).rejects.toThrow(unguarded('VersionedController'));
  });

  it('sees routes of every module, each once', async () => {
    @Module({ controllers: [AskingController] })
    class FeatureModule {}

    await expect(
      boot(
        [],
        {},
        {
          imports: [CognitoAuthModule.forRoot(pool.options), FeatureModule],
        },
      ),
    ).rejects.toThrow(unguarded('AskingController'));
  });
});
