import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { CognitoAuthModule, type RevocationStore } from 'nestjs-cognito-auth';
import { CognitoHealthIndicator } from 'nestjs-cognito-auth/terminus';
import { AccountController } from './account.controller.js';
import { OperationsController } from './operations.controller.js';
import { SignOutEverywhere } from './sign-out-everywhere.js';
import { userPoolFromEnvironment } from './user-pool.config.js';

/** One instance of the API. */
@Module({
  imports: [TerminusModule],
  controllers: [AccountController, OperationsController],
  providers: [CognitoHealthIndicator, SignOutEverywhere],
})
export class InstanceModule {
  /** @param store the store that all instances share */
  static on(store: RevocationStore): DynamicModule {
    return {
      module: InstanceModule,
      imports: [
        CognitoAuthModule.forRoot({
          ...userPoolFromEnvironment(),
          revocations: { store },
          globalGuard: true,
        }),
      ],
    };
  }
}
