import { Module } from '@nestjs/common';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { OrdersMessages } from './orders.messages.js';
import { userPoolFromEnvironment } from './user-pool.config.js';

/** The service, which takes messages over TCP. */
@Module({
  imports: [
    CognitoAuthModule.forRootAsync({
      useFactory: () => ({
        ...userPoolFromEnvironment(),
        // Passport has one registry for the process, which the gateway is in too.
        strategyName: 'cognito-service',
      }),
      globalGuard: true,
    }),
  ],
  controllers: [OrdersMessages],
})
export class ServiceModule {}
