import {
  Module,
  type MiddlewareConsumer,
  type NestModule,
} from '@nestjs/common';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { PageAssetsController } from '../../shared/page-assets.controller.js';
import { PageHeaders } from '../../shared/page-headers.middleware.js';
import { AccessController } from './access.controller.js';
import { HealthController } from './health.controller.js';
import { MeController } from './me.controller.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { PageController } from './page.controller.js';
import { userPoolFromEnvironment } from './user-pool.config.js';

@Module({
  imports: [
    CognitoAuthModule.forRootAsync({
      useFactory: userPoolFromEnvironment,
      globalGuard: true,
    }),
  ],
  controllers: [
    HealthController,
    MeController,
    OrdersController,
    AccessController,
    PageAssetsController,
    PageController,
  ],
  providers: [OrdersService],
})
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(PageHeaders).forRoutes(PageAssetsController, PageController);
  }
}
