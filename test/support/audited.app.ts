import type { Type } from '@nestjs/common';
import {
  CognitoAuthModule,
  type CognitoAuthModuleExtras,
  type CognitoCommonOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe } from 'vitest';
import {
  bootApp,
  express,
  platforms,
  type AppDefinition,
  type Platform,
  type RunningApp,
} from './platforms.js';

/** The pool of every audited application. */
export const pool = await TestUserPool.create();

export type AuditedOptions = CognitoCommonOptions & CognitoAuthModuleExtras;

type Arguments = readonly [
  controllers: Type<unknown>[],
  options?: AuditedOptions,
  rest?: AppDefinition,
];

/** How to boot applications that the audit looks at. */
interface Audited {
  readonly platform: Platform;
  /** Boots controllers beside the module, with these options of it. */
  readonly boot: (...what: Arguments) => Promise<RunningApp>;
  readonly bootAndClose: (...what: Arguments) => Promise<void>;
}

/** Describes what the audit says of applications, on every platform. */
export function describeAudit(
  what: string,
  tests: (audited: Audited) => void,
): void {
  describe.each(platforms)(`the audit of ${what} on $name`, (platform) => {
    const boot: Audited['boot'] = (controllers, options = {}, rest = {}) =>
      bootApp(platform, { imports: [audited(options)], controllers, ...rest });
    const bootAndClose: Audited['bootAndClose'] = async (...what) => {
      const app = await boot(...what);
      await app.close();
    };
    tests({ platform, boot, bootAndClose });
  });
}

/** Boots an application beside the module, with these options of it. */
export function bootAudited(
  { imports = [], ...definition }: AppDefinition,
  options: AuditedOptions = {},
): Promise<RunningApp> {
  return bootApp(express, {
    imports: [audited(options), ...imports],
    ...definition,
  });
}

/** The module that audits, with these options of it. */
export function audited(options: AuditedOptions = {}) {
  return CognitoAuthModule.forRoot({ ...pool.options, ...options });
}

/** The mistakes for which an application is refused; none if it boots. */
export async function mistakesIn(
  definition: AppDefinition,
  options?: AuditedOptions,
): Promise<string[]> {
  return mistakesOf(bootAudited(definition, options));
}

/** The mistakes for which this boot is refused; none if it is not. */
export async function mistakesOf(
  booting: Promise<{ readonly close: () => Promise<unknown> }>,
): Promise<string[]> {
  try {
    const app = await booting;
    await app.close();
    return [];
  } catch (error) {
    const [title, ...mistakes] = (error as Error).message.split('\n - ');
    if (title !== 'CognitoAuthModule refuses to start the application:') {
      throw error;
    }
    return mistakes;
  }
}
