import type { RouteAccess } from '../../../lib/authorization/route-access.js';
import {
  RequirementOf,
  type Check,
  type Demand,
} from '../../../lib/authorization/requirement.js';

/** A demand of a kind of its own with this check. */
function demand(check: Check): Demand {
  const requirement = new RequirementOf<true>('Demand', () => check);
  class Decorated {}
  requirement.decorate(true)(Decorated);
  const made = requirement.demandOf(Decorated);
  if (made === undefined) {
    throw new Error('There is no demand');
  }
  return made;
}

/** The access of a route with these checks. */
export const accessWith = (checks: Check[]): RouteAccess => ({
  mode: undefined,
  demands: checks.map(demand),
  isAsync: true,
});
