import { listedValue } from '../errors/challenge.js';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { Requirement } from './requirement.js';
import type { RouteDecorator } from './route-metadata.js';

/** How recent or how strong a sign-in must be (RFC 9470). */
export interface StepUpOptions {
  /** Most seconds since the sign-in (`auth_time`), which a refresh keeps. */
  maxAge?: number;
  /** One of these must be the `acr` of the token. */
  acr?: string | readonly string[];
  /** All of these must be in the `amr` of the token (RFC 8176). */
  amr?: string | readonly string[];
}

/** The options of `@StepUp()`, as lists. */
export interface StepUpRequirement {
  readonly maxAge: number | undefined;
  readonly acr: readonly string[];
  readonly amr: readonly string[];
}

export const stepUp = new Requirement<StepUpRequirement>(
  'StepUp',
  (requirement) => {
    const { maxAge, acr } = requirement;
    const acrValues = acr.length > 0 ? acr.join(' ') : undefined;
    return (user) =>
      isSatisfied(requirement, user)
        ? undefined
        : new CognitoUnauthorizedException('step_up_required', {
            maxAge,
            acrValues,
          });
  },
);

/**
 * Requires a sign-in that is recent or strong enough: RFC 9470, and Cognito's
 * `acr` and `amr` claims. Otherwise 401 `step_up_required`, whose challenge
 * tells the client what to ask of the user. A token without the claim in
 * question is refused too.
 *
 * @throws Error where nothing is required, and for values that cannot be.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-levels.html
 */
export function StepUp(options: StepUpOptions): RouteDecorator {
  const { maxAge } = options;
  const acr = listed(options.acr);
  const amr = listed(options.amr);
  if (maxAge === undefined && acr.length === 0 && amr.length === 0) {
    throw new Error('@StepUp() needs maxAge, acr or amr');
  }
  if (maxAge !== undefined && !(Number.isSafeInteger(maxAge) && maxAge > 0)) {
    throw new Error('@StepUp() takes a whole number of seconds as maxAge');
  }
  return stepUp.decorate({ maxAge, acr, amr });
}

function isSatisfied(
  { maxAge, acr, amr }: StepUpRequirement,
  { claims, authTime }: CognitoUser,
): boolean {
  const { acr: ownAcr, amr: ownAmr } = claims as Record<string, unknown>;
  // A sign-in as far in the future says nothing about its age.
  if (maxAge !== undefined && !(Math.abs(ageOf(authTime)) <= maxAge)) {
    return false;
  }
  if (acr.length > 0 && !acr.some((value) => value === ownAcr)) {
    return false;
  }
  return amr.every((value) => Array.isArray(ownAmr) && ownAmr.includes(value));
}

/** Seconds since the sign-in; without a time of it, longer than any limit. */
function ageOf(authTime = -Infinity): number {
  return Date.now() / 1000 - authTime;
}

function listed(values?: string | readonly string[]): readonly string[] {
  if (values === undefined) {
    return [];
  }
  const list = [values].flat();
  if (list.length === 0 || !list.every((value) => listedValue.test(value))) {
    throw new Error(
      '@StepUp() takes lists of acr and amr that are not empty, ' +
        'of values without spaces, " and \\',
    );
  }
  return list;
}
