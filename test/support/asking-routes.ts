import { Controller, Get, Param } from '@nestjs/common';
import { Claim, CurrentUser, Groups, OptionalAuth } from 'nestjs-cognito-auth';

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

/** What the audit says of the routes of such a controller without a guard. */
export const unguarded = (controller: string): string =>
  `CognitoAuthModule refuses to start the application:\n` +
  ['groups() has @Groups()', 'user() has @CurrentUser()']
    .concat(['claim() has @Claim()', 'optional() has @OptionalAuth()'])
    .map(
      (route) =>
        ` - ${controller}.${route}, but Nest runs no CognitoGuard for it: ` +
        'add @UseGuards(CognitoGuard) to it or its class, ' +
        'or globalGuard: true to CognitoAuthModule',
    )
    .join('\n');
