import { isCognitoAuthException } from 'nestjs-cognito-auth';

/** The code a call is refused with, or `undefined` where it is not refused. */
export function codeOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (isCognitoAuthException(error)) {
      return error.code;
    }
    throw error;
  }
}
