import { Controller, Get, Module } from '@nestjs/common';
import { CognitoAuthModule, CurrentUser, Scopes } from 'nestjs-cognito-auth';

@Controller('orders')
class OrdersController {
  @Get()
  @Scopes('orders/read')
  list(@CurrentUser('username') username: string): string {
    return `orders of ${username}`;
  }
}

@Module({
  imports: [
    CognitoAuthModule.forRoot({
      userPoolId: 'eu-west-1_AbCdEfGhI',
      clientId: '3n4b5urk1ft4fl3mg5e62d9ado',
      globalGuard: true,
    }),
  ],
  controllers: [OrdersController],
})
export class AppModule {}
