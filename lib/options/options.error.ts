/** Thrown at boot if an option is missing, unknown or invalid. */
export class CognitoAuthOptionsError extends Error {
  /** Name of the class, as logs show it. */
  override readonly name = 'CognitoAuthOptionsError';

  constructor(
    /** Path of the option, such as `userPools[1].clientId`. */
    readonly option: string,
    problem: string,
  ) {
    super(`CognitoAuthModule option "${option}" ${problem}`);
  }
}
