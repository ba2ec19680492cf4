import type { ExecutionContext } from '@nestjs/common';

/** Returns the route of a context for people, such as `OrdersController.list()`. */
export function routeNameOf(context: ExecutionContext): string {
  return `${context.getClass().name}.${methodName(context)}()`;
}

/** A decorator may have replaced the method by a function without a name. */
function methodName(context: ExecutionContext): string {
  const handler: unknown = context.getHandler();
  let prototype: unknown = context.getClass().prototype;
  while (typeof prototype === 'object' && prototype !== null) {
    const members = Object.entries(Object.getOwnPropertyDescriptors(prototype));
    const found = members.find(([, { value }]) => value === handler);
    if (found) {
      return found[0];
    }
    prototype = Object.getPrototypeOf(prototype);
  }
  return context.getHandler().name;
}
