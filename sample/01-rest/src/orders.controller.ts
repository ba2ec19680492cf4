import {
  BadRequestException,
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
} from '@nestjs/common';
import {
  CurrentUser,
  Groups,
  Policy,
  Scopes,
  StepUp,
  TokenUse,
} from 'nestjs-cognito-auth';
import { OrdersService } from './orders.service.js';

@Controller('orders')
@TokenUse('access')
export class OrdersController {
  constructor(private readonly orders: OrdersService) {}

  /** Lists the user's own orders. A sign-in with the Cognito API grants this scope. */
  @Get()
  @Scopes('aws.cognito.signin.user.admin')
  mine(@CurrentUser('sub') customer: string) {
    return this.orders.of(customer);
  }

  @Post()
  @Scopes('aws.cognito.signin.user.admin')
  place(@CurrentUser('sub') customer: string, @Body('item') item: unknown) {
    if (typeof item !== 'string') {
      throw new BadRequestException('item must be a string');
    }
    return this.orders.place(customer, item);
  }

  @Get('all')
  @Groups('admin')
  all() {
    return this.orders.all();
  }

  @Delete(':id')
  @Groups('admin')
  @HttpCode(204)
  delete(@Param('id') id: string) {
    this.orders.delete(id);
  }

  /** Pays money out, so the sign-in of the admin must be at most 5 minutes old. */
  @Post(':id/refund')
  @Groups('admin')
  @StepUp({ maxAge: 300 })
  @HttpCode(200)
  refund(@Param('id') id: string) {
    return this.orders.refund(id);
  }

  /** Serves another service (`client_credentials`) and refuses every user. */
  @Post('sync')
  @Scopes('orders/sync')
  @Policy((user) => user.kind === 'machine', 'is a machine')
  @HttpCode(200)
  sync() {
    return { synced: this.orders.all().length };
  }
}
