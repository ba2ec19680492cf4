import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { expect, it } from 'vitest';
import { routeNameOf } from '../../../lib/request/route-name.js';

class BaseController {
  inherited() {}
}

class OrdersController extends BaseController {
  list() {}

  wrapped() {}
}

const anonymous = (
  () => () =>
    undefined
)();
OrdersController.prototype.wrapped = anonymous;

const nameOf = (handler: (...given: never[]) => unknown) =>
  routeNameOf(new ExecutionContextHost([], OrdersController, handler));

it.each([
  [OrdersController.prototype.list, 'OrdersController.list()'],
  [OrdersController.prototype.inherited, 'OrdersController.inherited()'],
  [anonymous, 'OrdersController.wrapped()'],
  [function elsewhere() {}, 'OrdersController.elsewhere()'],
])('names the route of %s by its method', (handler, expected) => {
  expect(nameOf(handler)).toBe(expected);
});
