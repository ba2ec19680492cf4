/** Times of the soak, in milliseconds, and other limits. */
export const limits = {
  keysMaxAge: 5_000,
  unknownKeyCooldown: 500,
  refreshEvery: 2_000,
  /** How many user pools at run time an instance keeps. */
  maxPools: 4,
  unknownFor: 200,
  /** From a sign-out until the other instance must refuse. */
  revocation: 4_000,
  /** From a rotation until new tokens are sent. Cognito publishes keys first. */
  rotation: 2_000,
  /** For each way of data to a slow Redis. A write may take `refreshEvery` in all. */
  redisDelay: 200,
  /** For one answer. */
  answer: 10_000,
  /** Until the connections of a load that has ended are closed. */
  rest: 6_000,
  /** How many times the memory after the first round may be used at the end. */
  memoryGrowth: 1.25,
  /** Bytes that a sign-out may use for a day: a revocation, a remembered token. */
  bytesOfSignOut: 2_048,
  /** How many handles more than before the load there may be at the end. */
  newHandles: 5,
} as const;
