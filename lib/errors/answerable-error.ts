import { HttpException } from '@nestjs/common';

/**
 * Wraps an error whose status and message Nest would send to the client. Such an
 * error has a `statusCode`, as those of many HTTP clients do. A thrown value that
 * is no error is wrapped too. All other errors stay as they are.
 */
export function answerableError(error: unknown): Error {
  return error instanceof HttpException ||
    (error instanceof Error && !('statusCode' in error))
    ? error
    : new Error('A check failed', { cause: error });
}
