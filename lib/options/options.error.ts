/** Thrown at boot for an option that is missing, unknown or cannot be. */
export class CognitoAuthOptionsError extends Error {
  /** Name of the class, as logs show it. */
  override readonly name = 'CognitoAuthOptionsError';

  constructor(
    /** The option, as a path such as `userPools[1].clientId`. */
    readonly option: string,
    problem: string,
  ) {
    super(`CognitoAuthModule option "${option}" ${problem}`);
  }
}
