import { HttpException } from '@nestjs/common';

/**
 * The error as it may reach an exception filter. Nest answers with the status
 * and message of any error that has them, such as one of an HTTP client in
 * `validate`. Those are not for callers, so it becomes the cause of another.
 */
export function answerable(error: unknown): Error {
  const isPlain = error instanceof Error && !('statusCode' in error);
  return error instanceof HttpException || isPlain
    ? error
    : new Error('A check failed', { cause: error });
}
