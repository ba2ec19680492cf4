import { listedValue } from '../errors/challenge.js';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { Requirement } from './requirement.js';
import type { RouteDecorator } from './route-metadata.js';

/** Tells how recent and how strong a sign-in must be (RFC 9470). */
export interface StepUpOptions {
  /**
   * Maximum age of the sign-in in seconds, measured from `auth_time`. A refreshed
   * token keeps its `auth_time`. Default: any age.
   */
  maxAge?: number;
  /** Accepted values of the `acr` claim. Default: any value, or none. */
  acr?: string | readonly string[];
  /** Values that must all be in the `amr` claim (RFC 8176). Default: none. */
  amr?: string | readonly string[];
}

/** The options of `@StepUp()`, with lists instead of single values. */
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
 * Requires a recent or strong sign-in (RFC 9470). It checks `auth_time` and
 * Cognito's `acr` and `amr` claims; a missing claim refuses too. The refusal is
 * 401 `step_up_required`. Its challenge tells the client which sign-in to ask for.
 *
 * @throws Error if no option is set, and for an impossible value.
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
  // `Math.abs`, because an `auth_time` far in the future tells no age.
  if (maxAge !== undefined && !(Math.abs(ageOf(authTime)) <= maxAge)) {
    return false;
  }
  if (acr.length > 0 && !acr.some((value) => value === ownAcr)) {
    return false;
  }
  return amr.every((value) => Array.isArray(ownAmr) && ownAmr.includes(value));
}

/** Returns the seconds since the sign-in, or Infinity without `auth_time`. */
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
