import {
  Args,
  Float,
  Mutation,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import { CurrentUser, Groups } from 'nestjs-cognito-auth';
import { Order } from './order.model.js';
import { OrdersService } from './orders.service.js';

@Resolver(() => Order)
export class OrdersResolver {
  constructor(private readonly orders: OrdersService) {}

  @Query(() => [Order], { name: 'orders' })
  mine(@CurrentUser('sub') sub: string): Order[] {
    return this.orders.of(sub);
  }

  @Query(() => [Order])
  @Groups('admin')
  allOrders(): Order[] {
    return this.orders.all();
  }

  @Mutation(() => Order)
  placeOrder(
    @CurrentUser('sub') sub: string,
    @Args('item', { type: () => String }) item: string,
  ): Order {
    return this.orders.place(sub, item);
  }

  /** Nullable, so that a member still gets the rest of the order. */
  @ResolveField(() => Float, { nullable: true })
  @Groups('admin')
  margin(): number {
    return 0.4;
  }

  @Subscription(() => Order, { resolve: ([order]: Order[]) => order })
  @Groups('admin')
  orderPlaced(): AsyncIterator<Order[]> {
    return this.orders.placed();
  }
}
