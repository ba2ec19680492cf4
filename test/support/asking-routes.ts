import { Controller, Get, Param } from '@nestjs/common';
import {
  Claim,
  CognitoAuthModule,
  CurrentUser,
  Groups,
  OptionalAuth,
  type CognitoAuthModuleExtras,
  type CognitoCommonOptions,
} from 'nestjs-cognito-auth';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import {
  bootApp,
  type AppDefinition,
  type Platform,
  type RunningApp,
} from './platforms.js';

@Controller('asks')
export class AskingController {
  @Get('groups')
  @Groups('admin')
  groups() {
    return {};
  }

  @Get('user')
  user(@CurrentUser() _user: unknown, @Param('id') _id: string) {
    return {};
  }

  @Get('claim')
  claim(@Claim('email') _email: unknown) {
    return {};
  }

  @Get('optional')
  @OptionalAuth()
  optional() {
    return {};
  }

  @Get('nothing')
  nothing() {
    return {};
  }
}

@Controller('inherits')
export class InheritingController extends AskingController {}

export type AuditedOptions = CognitoCommonOptions & CognitoAuthModuleExtras;

/** Boots controllers beside the module, with these options of it. */
export function bootAudited(
  platform: Platform,
  pool: TestUserPool,
  { options, ...rest }: AppDefinition & { readonly options?: AuditedOptions },
): Promise<RunningApp> {
  return bootApp(platform, {
    imports: [CognitoAuthModule.forRoot({ ...pool.options, ...options })],
    ...rest,
  });
}

/** What the audit says of the routes of such a controller without a guard. */
export const unguarded = (controller: string): string =>
  `CognitoAuthModule refuses to start the application:\n` +
  ['groups() has @Groups()', 'user() has @CurrentUser()']
    .concat(['claim() has @Claim()', 'optional() has @OptionalAuth()'])
    .map(
      (route) =>
        ` - ${controller}.${route}, but no CognitoGuard protects it: ` +
        'add @UseGuards(CognitoGuard) to it or its class, ' +
        'or globalGuard: true to CognitoAuthModule',
    )
    .join('\n');
