import { Controller, Get, Post } from '@nestjs/common';
import {
  AllGroups,
  AnyScope,
  CurrentUser,
  Groups,
  NotInGroups,
  Policy,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
  type CognitoUser,
} from 'nestjs-cognito-auth';

/** One route for each kind of requirement. */
@Controller('route')
export class RouteController {
  @Get('any')
  any(@CurrentUser() user: CognitoUser) {
    return { sub: user.sub };
  }

  @Get('groups')
  @Groups('admin', 'editor')
  groups() {
    return {};
  }

  @Get('all-groups')
  @AllGroups('admin', 'editor')
  allGroups() {
    return {};
  }

  @Get('not-in-groups')
  @NotInGroups('banned')
  notInGroups() {
    return {};
  }

  @Get('scopes')
  @Scopes('orders/read', 'orders/write')
  scopes() {
    return {};
  }

  @Get('any-scope')
  @AnyScope('orders/read', 'orders/write')
  anyScope() {
    return {};
  }

  @Get('id')
  @TokenUse('id')
  id() {
    return {};
  }

  @Get('staff')
  @UserPool('staff')
  staff() {
    return {};
  }

  @Get('step-up')
  @StepUp({ maxAge: 300, acr: ['loa:3', 'loa:4'], amr: ['mfa', 'otp'] })
  stepUp() {
    return {};
  }

  @Get('policy')
  @Policy((user) => user.username === 'alice', 'is alice')
  @Policy(async (user) => !user.groups.includes('banned'), 'is not banned')
  policy() {
    return {};
  }

  @Post('several')
  @Groups('admin')
  @Scopes('orders/write')
  @NotInGroups('banned')
  several() {
    return {};
  }
}
