/**
 * Waits for a store, for a bounded time. A connection that is open and silent
 * would otherwise hold a read or a sign-out for ever.
 *
 * @param limit milliseconds
 * @throws Error if the store does not answer in that time.
 */
export async function storeAnswer<T>(
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
