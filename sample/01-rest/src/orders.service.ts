import { Injectable, NotFoundException } from '@nestjs/common';

export interface Order {
  readonly id: string;
  readonly item: string;
  /** The `sub` of the user who placed the order. It is the only id that never changes. */
  readonly customer: string;
  readonly status: 'placed' | 'refunded';
}

/** Stores the orders in memory, so a restart deletes them. */
@Injectable()
export class OrdersService {
  private readonly orders = new Map<string, Order>();
  private lastId = 0;

  constructor() {
    this.place('a walk-in customer', 'tea');
    this.place('a walk-in customer', 'coffee');
  }

  all(): Order[] {
    return [...this.orders.values()];
  }

  of(customer: string): Order[] {
    return this.all().filter((order) => order.customer === customer);
  }

  place(customer: string, item: string): Order {
    this.lastId += 1;
    return this.save({
      id: String(this.lastId),
      item,
      customer,
      status: 'placed',
    });
  }

  refund(id: string): Order {
    const order = this.orders.get(id);
    if (!order) throw new NotFoundException('There is no such order');
    return this.save({ ...order, status: 'refunded' });
  }

  delete(id: string): void {
    this.orders.delete(id);
  }

  private save(order: Order): Order {
    this.orders.set(order.id, order);
    return order;
  }
}
