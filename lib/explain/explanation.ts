import type { RequirementsInfo } from '../authorization/requirements-info.js';

/** One check of the guard, with its result. */
export interface ExplainedCheck {
  /** Name of the check, such as `client`, or a decorator such as `@Groups()`. */
  readonly check: string;
  /** `true` if the guard goes on after this check. */
  readonly passed: boolean;
  /** Code of the answer, if this were the first check that fails. */
  readonly code?: string;
  /** Why the check failed, in one sentence. */
  readonly why?: string;
  /** The remedy, in one sentence. */
  readonly remedy?: string;
  /** `true` on the first check that failed: its code is the guard's answer. */
  readonly answers?: true;
}

/** The results of all checks that could run. */
export interface Explanation {
  /** `true` if every check passed. */
  readonly accepted: boolean;
  /** The checks in the order of the guard. */
  readonly checks: readonly ExplainedCheck[];
}

/** The requirements of a route; an entry of `CognitoAccessMap` is one. */
export type ExplainedRoute = RequirementsInfo;
