import { Inject, Injectable } from '@nestjs/common';
import {
  HealthIndicatorService,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { KeySets } from '../keys/key-sets.js';
import { RevocationMirror } from '../revocation/revocation-mirror.js';

/** The health of one user pool. */
export interface UserPoolHealth {
  /**
   * `stale`: fetches fail, and the last keys still count. `missing`: no keys count.
   * `notLoaded`: no request has needed keys yet.
   */
  readonly keys: 'fresh' | 'stale' | 'missing' | 'notLoaded';
  /** Seconds since the keys were fetched; absent for pinned keys. */
  readonly ageSeconds?: number;
}

/** The details of the indicator. */
export interface CognitoHealth {
  /** By the option `name`. A pool without it is `default` or `pool 1`. */
  readonly userPools: Readonly<Record<string, UserPoolHealth>>;
  /** State of the revocations; absent without the option. */
  readonly revocations?: {
    /** `missing` if they are too old to decide. */
    readonly status: 'fresh' | 'missing';
    /** Seconds since the store was read; absent if it never was. */
    readonly ageSeconds?: number;
  };
  /** `true` if a pool is `stale`. */
  readonly stale?: true;
}

/**
 * Tells `@nestjs/terminus` whether tokens can be verified. It reports what is
 * known, and asks neither Cognito nor the store. Its details name no id and no
 * address.
 *
 * It is `down` if the keys of a pool are missing, or the revocations are too old
 * to decide. While stale keys still count, it is `degraded` on terminus 12, and
 * `up` with `stale: true` on terminus 11.
 *
 * Use it for readiness. A restart, as for liveness, would lose the known keys.
 *
 * @example
 * ```ts
 * @HealthCheck()
 * @Public()
 * @Get('health')
 * check() {
 *   return this.health.check([() => this.cognito.check()]);
 * }
 * ```
 */
@Injectable()
export class CognitoHealthIndicator {
  // Not in a constructor, which would put internal classes into the public types.
  @Inject(HealthIndicatorService)
  private readonly indicators!: HealthIndicatorService;

  @Inject(KeySets)
  private readonly keySets!: KeySets;

  @Inject(RevocationMirror)
  private readonly mirror!: RevocationMirror;

  /**
   * Returns the state of every user pool and of the revocations.
   *
   * @param key the name of the indicator in the answer
   */
  check<const Key extends string = 'cognito'>(
    key: Key = 'cognito' as Key,
  ): HealthIndicatorResult<Key> {
    const userPools = this.userPools();
    const revocations = this.revocations();
    const states = Object.values(userPools).map(({ keys }) => keys);
    const details = { userPools, ...(revocations && { revocations }) };
    const session = this.indicators.check(key);
    if (states.includes('missing') || revocations?.status === 'missing') {
      return session.down(details);
    }
    if (!states.includes('stale')) {
      return session.up(details);
    }
    const stale = { ...details, stale: true };
    // Terminus 11 has no such method, and drops the status from its answer.
    return 'degraded' in session ? session.degraded(stale) : upOf(key, stale);
  }

  private userPools(): CognitoHealth['userPools'] {
    const states = this.keySets.states();
    return Object.fromEntries(
      states.map(({ pool, status: keys, age }, index) => {
        const unnamed = states.length === 1 ? 'default' : `pool ${index + 1}`;
        const name = pool.name === pool.userPoolId ? unnamed : pool.name;
        const ageSeconds = secondsOf(age);
        return [
          name,
          { keys, ...(ageSeconds !== undefined && { ageSeconds }) },
        ];
      }),
    );
  }

  private revocations(): CognitoHealth['revocations'] {
    const { age, isStale } = this.mirror;
    if (age === undefined) {
      return undefined;
    }
    const ageSeconds = secondsOf(age);
    return {
      status: isStale ? 'missing' : 'fresh',
      ...(ageSeconds !== undefined && { ageSeconds }),
    };
  }
}

function upOf<Key extends string>(
  key: Key,
  details: object,
): HealthIndicatorResult<Key> {
  return { [key]: { ...details, status: 'up' } } as HealthIndicatorResult<Key>;
}

function secondsOf(age: number | undefined): number | undefined {
  return age !== undefined && Number.isFinite(age)
    ? Math.floor(age / 1000)
    : undefined;
}
