/**
 * One run of a Passport strategy. Passport copies the strategy for each request
 * and sets these methods on the copy. The strategy calls one to report its result.
 */
export interface PassportRun<User> {
  success(user: User): unknown;
  fail(reason: unknown, status?: number): unknown;
  error(reason: unknown): unknown;
}
