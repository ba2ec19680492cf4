import {
  Module,
  type MiddlewareConsumer,
  type NestModule,
} from '@nestjs/common';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { ChatGateway } from './chat.gateway.js';
import { PageController } from './page.controller.js';
import { PageHeaders } from './page-headers.middleware.js';
import { userPoolFromEnvironment } from './user-pool.config.js';

@Module({
  imports: [
    CognitoAuthModule.forRootAsync({
      useFactory: userPoolFromEnvironment,
      globalGuard: true,
    }),
  ],
  controllers: [PageController],
  providers: [ChatGateway],
})
export class AppModule implements NestModule {
  configure(consumer: MiddlewareConsumer) {
    consumer.apply(PageHeaders).forRoutes(PageController);
  }
}
