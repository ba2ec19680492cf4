import { Logger } from '@nestjs/common';
import { CognitoUnavailableException } from '../errors/exceptions.js';
import type { CognitoUserPoolQuestion } from '../options/dynamic-pools-options.interface.js';
import { OptionReader } from '../options/option-reader.js';
import { resolveUserPool } from '../options/resolve-user-pool.js';
import type {
  ResolvedDynamicPools,
  ResolvedUserPool,
} from '../options/resolved-options.js';
import { withDeadline } from '../revocation/deadline.js';
import type { CognitoUserPoolOptions } from '../options/user-pool-options.interface.js';

const logger = new Logger('CognitoAuth');

/** Number of pools that may be asked for at once. Forged issuers cost no more. */
const maxQuestions = 100;

const retryAfterMs = 1_000;

type Take = (pool: ResolvedUserPool | undefined) => void;

/** Asks the application for user pools: one question at a time for each pool. */
export class PoolQuestions {
  private readonly pending = new Map<string, Promise<void>>();
  private hasFailed = false;

  constructor(private readonly options: ResolvedDynamicPools) {}

  /**
   * Asks for a user pool, or joins the question that is under way.
   *
   * @param take takes the answer, unless it was dropped meanwhile
   * @throws CognitoUnavailableException if there is no usable answer in time.
   */
  ask(asked: CognitoUserPoolQuestion, take: Take): Promise<void> {
    const { userPoolId } = asked;
    const joined = this.pending.get(userPoolId);
    if (joined) {
      return joined;
    }
    if (this.pending.size >= maxQuestions) {
      return Promise.reject(unavailable(new Error('Too many at once')));
    }
    const question: Promise<void> = this.answerTo(asked)
      .then((pool) => {
        if (this.pending.get(userPoolId) === question) {
          take(pool);
        }
        this.hasFailed = false;
      })
      .catch((error: unknown) => {
        throw this.failed(error);
      })
      .finally(() => {
        if (this.pending.get(userPoolId) === question) {
          this.pending.delete(userPoolId);
        }
      });
    this.pending.set(userPoolId, question);
    return question;
  }

  /** Drops the question for a pool, whose answer is out of date. */
  drop(userPoolId: string): void {
    this.pending.delete(userPoolId);
  }

  private async answerTo(
    asked: CognitoUserPoolQuestion,
  ): Promise<ResolvedUserPool | undefined> {
    const { resolver, timeout, defaults } = this.options;
    const answer = await withDeadline(
      Promise.resolve(asked).then(resolver),
      timeout,
    );
    return answer && validated(answer, asked, defaults);
  }

  /** Logs the first failure in a row. */
  private failed(error: unknown): CognitoUnavailableException {
    if (!this.hasFailed) {
      this.hasFailed = true;
      logger.warn(`A user pool cannot be looked up: ${reasonOf(error)}`);
    }
    return error instanceof CognitoUnavailableException
      ? error
      : unavailable(error);
  }
}

/** @throws Error if an answer is for another pool than the one asked for. */
function validated(
  answer: CognitoUserPoolOptions,
  { userPoolId, issuer }: CognitoUserPoolQuestion,
  defaults: ResolvedDynamicPools['defaults'],
): ResolvedUserPool {
  const reader = new OptionReader<CognitoUserPoolOptions>(
    answer,
    'userPools()',
  );
  const pool = resolveUserPool(reader, defaults);
  reader.refuseUnknown();
  const yields = pool.issuers.some((one) => one.issuer === issuer);
  if (pool.userPoolId !== userPoolId || !yields) {
    throw new Error('the answer is for another user pool or issuer');
  }
  return pool;
}

function unavailable(cause: unknown): CognitoUnavailableException {
  const details = { cause, retryAfterMs };
  return new CognitoUnavailableException('user_pool_unavailable', details);
}

function reasonOf(error: unknown): string {
  const { cause } = error as { readonly cause?: unknown };
  const reason = error instanceof CognitoUnavailableException ? cause : error;
  return reason instanceof Error ? reason.message : String(reason);
}
