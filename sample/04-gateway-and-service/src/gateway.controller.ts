import { Controller, Get } from '@nestjs/common';
import { CurrentToken, Public, type CallerToken } from 'nestjs-cognito-auth';
import { OrdersClient } from './orders.client.js';

@Controller()
export class GatewayController {
  constructor(private readonly orders: OrdersClient) {}

  @Get('health')
  @Public()
  check() {
    return { status: 'ok' };
  }

  @Get('orders')
  mine(@CurrentToken() token: CallerToken) {
    return this.orders.mine(token);
  }

  /** Only the service knows who may see all orders. */
  @Get('orders/all')
  all(@CurrentToken() token: CallerToken) {
    return this.orders.all(token);
  }
}
