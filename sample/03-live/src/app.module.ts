import {
  Module,
  type MiddlewareConsumer,
  type NestModule,
} from '@nestjs/common';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { ChatGateway } from './chat.gateway.js';
import { PageAssetsController } from '../../shared/page-assets.controller.js';
import { PageHeaders } from '../../shared/page-headers.middleware.js';
import { PageController } from './page.controller.js';
import { userPoolFromEnvironment } from './user-pool.config.js';

@Module({
  imports: [
    CognitoAuthModule.forRootAsync({
      useFactory: userPoolFromEnvironment,
      globalGuard: true,
    }),
  ],
  controllers: [PageAssetsController, PageController],
  providers: [ChatGateway],
})
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(PageHeaders).forRoutes(PageAssetsController, PageController);
  }
}
