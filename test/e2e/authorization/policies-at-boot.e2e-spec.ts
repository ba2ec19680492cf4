import { forwardRef, Injectable, Module, Scope } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { bootApp, platforms } from '../../support/platforms.js';
import {
  controllerAt,
  guarded,
  Orders,
  OwnModule,
  OwnsOrder,
} from './policies.fixture.js';

@Module({
  controllers: [controllerAt('locked')],
  providers: [Orders],
})
class LockedModule {}

@Module({ providers: [Orders, OwnsOrder] })
class HidingModule {}

@Module({ imports: [HidingModule], controllers: [controllerAt('hidden')] })
class BesideHidingModule {}

@Module({ imports: [OwnModule] })
class KeepingModule {}

@Module({ imports: [KeepingModule], controllers: [controllerAt('kept')] })
class BesideKeepingModule {}

/** Re-exports a module that imports and re-exports this one. */
@Module({
  imports: [forwardRef(() => CircularModule)],
  exports: [forwardRef(() => CircularModule)],
})
class ReturningModule {}

@Module({
  imports: [forwardRef(() => ReturningModule)],
  exports: [forwardRef(() => ReturningModule)],
})
class CircularModule {}

@Module({
  imports: [CircularModule],
  controllers: [controllerAt('circular')],
})
class BesideCircularModule {}

@Injectable({ scope: Scope.REQUEST })
class PerRequest {
  check(): boolean {
    return true;
  }
}

@Injectable()
class NeedsPerRequest {
  constructor(readonly inner: PerRequest) {}

  check(): boolean {
    return true;
  }
}

/** Nest makes one for each class that injects it, and so none for a route. */
@Injectable({ scope: Scope.TRANSIENT })
class Transient {
  check(): boolean {
    return true;
  }
}

@Module({
  controllers: [controllerAt('transient', Transient)],
  providers: [Transient],
})
class TransientModule {}

@Module({
  controllers: [controllerAt('value')],
  providers: [{ provide: OwnsOrder, useValue: { check: 'no method' } }],
})
class UnfitModule {}

/** The module of a request-scoped policy and its route. */
@Module({
  controllers: [controllerAt('scoped', PerRequest)],
  providers: [PerRequest],
})
class ScopedModule {}

/** The module of a policy that depends on a request-scoped provider. */
@Module({
  controllers: [controllerAt('depending', NeedsPerRequest)],
  providers: [NeedsPerRequest, PerRequest],
})
class DependingModule {}

const needsProvider = (module: string): string =>
  '@Policy(OwnsOrder) needs OwnsOrder as a provider: add it to the providers ' +
  `of ${module}`;

const isScoped = (policy: string): string =>
  `@Policy(${policy}) cannot use a request-scoped provider: let it read the ` +
  'request from the execution context';

describe.each(platforms)('the boot on $name', (platform) => {
  it.each([
    ['nobody provides', LockedModule, needsProvider('LockedModule')],
    [
      'an imported module does not export',
      BesideHidingModule,
      needsProvider('BesideHidingModule'),
    ],
    [
      'an imported module imports but does not re-export',
      BesideKeepingModule,
      needsProvider('BesideKeepingModule'),
    ],
    [
      'modules that re-export each other lack',
      BesideCircularModule,
      needsProvider('BesideCircularModule'),
    ],
    ['is request-scoped', ScopedModule, isScoped('PerRequest')],
    [
      'depends on a request-scoped provider',
      DependingModule,
      isScoped('NeedsPerRequest'),
    ],
    [
      'is transient',
      TransientModule,
      '@Policy(Transient) cannot use a transient provider: give it the ' +
        'default scope',
    ],
    [
      'has a provider without check()',
      UnfitModule,
      '@Policy(OwnsOrder) needs a provider with a method check()',
    ],
  ])(
    'is refused for a policy class that %s',
    async (_that, module, problem) => {
      await expect(
        bootApp(platform, { imports: [guarded, module] }),
      ).rejects.toHaveProperty(
        'message',
        'CognitoAuthModule refuses to start the application:\n' +
          ` - OrdersController.read(): ${problem}`,
      );
    },
  );
});
