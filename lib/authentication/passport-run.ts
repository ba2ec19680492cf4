/**
 * One run of a strategy. Passport makes a copy of the strategy for each request
 * and sets these methods on it, by which the strategy tells its outcome.
 */
export interface PassportRun<User> {
  success(user: User): unknown;
  fail(reason: unknown, status?: number): unknown;
  error(reason: unknown): unknown;
}
