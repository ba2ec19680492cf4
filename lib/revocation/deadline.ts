/**
 * Waits for an answer of the application, for a bounded time. A connection that is
 * open and silent would otherwise hold a request, a read or a sign-out for ever.
 *
 * @param limit milliseconds
 * @throws Error if there is no answer in that time.
 */
export async function withDeadline<T>(
  answer: Promise<T>,
  limit: number,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer within ${limit} ms`)),
      limit,
    ).unref();
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
