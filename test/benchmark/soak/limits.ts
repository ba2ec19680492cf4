/** Times of the soak test, in milliseconds. */
export const limits = {
  keysMaxAge: 5_000,
  unknownKeyCooldown: 500,
  refreshEvery: 1_000,
  /** From a sign-out until the other instance must refuse. */
  revocation: 3_000,
  /** From a rotation until new tokens are sent. Cognito publishes keys first. */
  rotation: 2_000,
  /** For one answer. */
  answer: 10_000,
} as const;
