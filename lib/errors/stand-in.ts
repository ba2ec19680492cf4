import type { HttpException } from '@nestjs/common';
import { copyBrand } from './brand.js';

/** Body of a refusal as WebSocket and microservice clients get it. */
export interface MessageError {
  readonly status: 'error';
  readonly statusCode: number;
  readonly message: unknown;
}

/** Returns what a client gets that reads messages and no HTTP responses. */
export function messageErrorOf(refusal: HttpException): MessageError {
  const statusCode = refusal.getStatus();
  const response = refusal.getResponse();
  const body = typeof response === 'string' ? { message: response } : response;
  const { message } = refusal;
  const answer = { status: 'error', statusCode, message, ...body };
  return { ...answer, status: 'error' };
}

const members = ['code', 'challenge', 'retryAfter', 'getStatus', 'getResponse'];

/**
 * Makes an exception of a transport's package stand for a refusal. Nest's filters
 * look for its own class, and the application's for the class of the refusal.
 */
export function standInFor<E extends Error>(
  refusal: HttpException,
  exception: E,
): E {
  copyBrand(refusal, exception);
  for (const name of members) {
    const member: unknown = Reflect.get(refusal, name);
    const value: unknown =
      typeof member === 'function' ? member.bind(refusal) : member;
    Object.defineProperty(exception, name, { value });
  }
  return Object.defineProperty(exception, 'cause', { value: refusal });
}
