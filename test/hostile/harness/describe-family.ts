import type { CognitoAuthModuleOptions } from 'nestjs-cognito-auth';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { platforms } from '../../support/platforms.js';
import type { HostileCase } from './hostile-case.js';
import { Target } from './target.js';

/** What a family of attempts is made on. */
export interface FamilyDefinition {
  readonly options: CognitoAuthModuleOptions;
  /** A token that gets in, before the attempts and after. */
  readonly good: string;
  readonly cases: Iterable<HostileCase>;
}

/** Tests a family of attempts over HTTP on every platform. */
export function describeFamily(
  family: string,
  { options, good, cases }: FamilyDefinition,
): void {
  const attempts = [...cases].map(
    (attempt) => [attempt.name, attempt.expected, attempt] as const,
  );

  describe.each(platforms)(`${family} on $name`, (platform) => {
    let target: Target;

    beforeAll(async () => {
      target = await Target.start(platform, options);
      target.expectLetIn(await target.ask({ token: good }));
    });

    afterAll(() => target.stop());

    it.each(attempts)('%s: %s', (_name, _expected, attempt) =>
      target.attempt(attempt),
    );

    it('leave everything as it was', () => target.expectUnharmed(good));
  });
}
