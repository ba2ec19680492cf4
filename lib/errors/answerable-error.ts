import { HttpException } from '@nestjs/common';

/**
 * An error as it may reach an exception filter. An exception of Nest and a plain
 * error stay as they are. An error with a `statusCode` and a value that is no
 * error become the cause of another one: Nest would answer with the status and
 * the message of the first, say of a failed request that `validate` made.
 */
export function answerableError(error: unknown): Error {
  return error instanceof HttpException ||
    (error instanceof Error && !('statusCode' in error))
    ? error
    : new Error('A check failed', { cause: error });
}
