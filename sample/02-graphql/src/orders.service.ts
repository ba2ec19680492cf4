import { EventEmitter, on } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { Order } from './order.model.js';

/** Keeps the orders in memory. */
@Injectable()
export class OrdersService {
  private readonly orders: Order[] = [];
  private readonly events = new EventEmitter();

  of(customer: string): Order[] {
    return this.orders.filter((order) => order.customer === customer);
  }

  all(): Order[] {
    return this.orders;
  }

  place(customer: string, item: string): Order {
    const order = { id: String(this.orders.length + 1), customer, item };
    this.orders.push(order);
    this.events.emit('placed', order);
    return order;
  }

  /** Emits a list of one order for each order that is placed from now on. */
  placed(): AsyncIterator<Order[]> {
    return on(this.events, 'placed');
  }
}
