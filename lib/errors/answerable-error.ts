import { HttpException } from '@nestjs/common';

/**
 * Wraps an error whose status and message Nest would send to the client. That is
 * an error with a `statusCode`, such as one of an HTTP client that `validate`
 * uses, or a thrown value that is no error. Exceptions of Nest and other errors
 * stay as they are.
 */
export function answerableError(error: unknown): Error {
  return error instanceof HttpException ||
    (error instanceof Error && !('statusCode' in error))
    ? error
    : new Error('A check failed', { cause: error });
}
