import { isCognitoAuthException } from '../errors/exceptions.js';
import type { ResolvedUserPool } from '../options/resolved-options.js';
import type { ExplainedCheck } from './explanation.js';
import type { TokenFacts } from './token-facts.js';
import { subjectReason, tokenReasons } from './token-reasons.js';

/** Returns a function that runs one check and explains its failure. */
export function attemptFor(facts: TokenFacts, pool: ResolvedUserPool) {
  return async (
    check: string,
    run: () => void | Promise<void>,
  ): Promise<ExplainedCheck> => {
    try {
      await run();
      return { check, passed: true };
    } catch (error) {
      if (!isCognitoAuthException(error)) {
        throw error;
      }
      const { code } = error;
      const reason =
        check === 'subject'
          ? subjectReason
          : tokenReasons.get(code)?.(facts, pool);
      return { check, passed: false, code, ...reason };
    }
  };
}
