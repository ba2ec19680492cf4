import {
  Logger,
  type ExecutionContext,
  type HttpException,
} from '@nestjs/common';
import { isCognitoAuthException } from '../errors/exceptions.js';

const logger = new Logger('CognitoAuth');

const handlerTypeKey = 'microservices:handler_type';
const eventHandler = 2;

/** Returns whether a context is that of an `@EventPattern()` handler. */
export function isEvent(context: ExecutionContext): boolean {
  const handler = context.getHandler();
  return Reflect.getMetadata(handlerTypeKey, handler) === eventHandler;
}

/**
 * Logs the refusal of an event, because nobody gets an answer to it. An exception
 * of the application may quote the message, so only its status is logged.
 */
export function reportRefusedEvent(
  refusal: HttpException,
  context: ExecutionContext,
): void {
  const name = `${context.getClass().name}.${methodName(context)}()`;
  const reason = isCognitoAuthException(refusal)
    ? refusal.message
    : `status ${refusal.getStatus()}`;
  logger.warn(`An event for ${name} was refused: ${reason}`);
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
