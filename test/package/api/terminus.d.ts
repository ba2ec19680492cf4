import { HealthIndicatorResult } from '@nestjs/terminus';

interface CognitoHealth {
  readonly userPools: Readonly<Record<string, UserPoolHealth>>;
  readonly revocations?: {
    readonly status: 'fresh' | 'missing';
    readonly ageSeconds?: number;
  };
  readonly stale?: true;
}

declare class CognitoHealthIndicator {
  private readonly indicators;
  private readonly keySets;
  private readonly mirror;
  check<const Key extends string = 'cognito'>(
    key?: Key,
  ): HealthIndicatorResult<Key>;
  private userPools;
  private revocations;
}

interface UserPoolHealth {
  readonly keys: 'fresh' | 'stale' | 'missing' | 'notLoaded';
  readonly ageSeconds?: number;
}

export { CognitoHealthIndicator };

export type { CognitoHealth, UserPoolHealth };
