import { Module } from '@nestjs/common';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { HealthController } from './health.controller.js';
import { MeController } from './me.controller.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { userPoolFromEnvironment } from './user-pool.config.js';

@Module({
  imports: [
    CognitoAuthModule.forRootAsync({
      useFactory: userPoolFromEnvironment,
      globalGuard: true,
    }),
  ],
  controllers: [HealthController, MeController, OrdersController],
  providers: [OrdersService],
})
export class AppModule {}
