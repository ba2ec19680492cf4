import {
  Logger,
  type ExecutionContext,
  type HttpException,
} from '@nestjs/common';
import { isCognitoAuthException } from '../errors/exceptions.js';
import { routeNameOf } from './route-name.js';

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
  const reason = isCognitoAuthException(refusal)
    ? refusal.message
    : `status ${refusal.getStatus()}`;
  logger.warn(`An event for ${routeNameOf(context)} was refused: ${reason}`);
}
