import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { expect, it } from 'vitest';
import { routeNameOf } from '../../../lib/request/route-name.js';

class BaseController {
  inherited(this: void) {}
}

class OrdersController extends BaseController {
  list(this: void) {}

  wrapped(this: void) {}
}

const anonymous = (
  () => () =>
    undefined
)();
OrdersController.prototype.wrapped = anonymous;

const { list, inherited } = OrdersController.prototype;

it.each([
  [list, 'OrdersController.list()'],
  [inherited, 'OrdersController.inherited()'],
  [anonymous, 'OrdersController.wrapped()'],
  [function elsewhere() {}, 'OrdersController.elsewhere()'],
])('names the route of %s by its method', (handler, expected) => {
  const context = new ExecutionContextHost([], OrdersController, handler);
  expect(routeNameOf(context)).toBe(expected);
});
