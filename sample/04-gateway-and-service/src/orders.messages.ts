import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { CurrentUser, Groups, Scopes } from 'nestjs-cognito-auth';

const orders = [
  { id: '1', item: 'tea', customer: 'a walk-in customer' },
  { id: '2', item: 'coffee', customer: 'a walk-in customer' },
];

/** The service checks the caller itself. It does not trust the gateway for that. */
@Controller()
export class OrdersMessages {
  @MessagePattern('orders.mine')
  @Scopes('aws.cognito.signin.user.admin')
  mine(@CurrentUser('sub') customer: string) {
    return [{ id: '3', item: 'cake', customer }];
  }

  @MessagePattern('orders.all')
  @Groups('admin')
  all() {
    return orders;
  }
}
