import { wwwAuthenticate } from './challenge.js';
import type { CognitoAuthException } from './exceptions.js';

/** Returns name and value of the header that goes with a refusal. */
export function refusalHeader(
  { challenge, retryAfter }: CognitoAuthException,
  realm: string,
): readonly [name: string, value: string] {
  return challenge
    ? ['WWW-Authenticate', wwwAuthenticate(challenge, realm)]
    : ['Retry-After', String(retryAfter)];
}
