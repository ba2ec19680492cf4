import { Controller, Get, Inject } from '@nestjs/common';
import {
  AllGroups,
  CurrentUser,
  Groups,
  NotInGroups,
  Scopes,
  StepUp,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { Witness } from './witness.js';

/** What there is to get at. */
@Controller()
export class HostileRoutes {
  constructor(@Inject(Witness) private readonly witness: Witness) {}

  @Get('me')
  me(@CurrentUser() user: CognitoUser) {
    return this.handle(user);
  }

  @Get('admin')
  @Groups('admin')
  admin(@CurrentUser() user: CognitoUser) {
    return this.handle(user);
  }

  @Get('both')
  @AllGroups('admin', 'editor')
  both(@CurrentUser() user: CognitoUser) {
    return this.handle(user);
  }

  @Get('not-banned')
  @NotInGroups('banned')
  notBanned(@CurrentUser() user: CognitoUser) {
    return this.handle(user);
  }

  @Get('orders')
  @Scopes('orders/read', 'orders/write')
  orders(@CurrentUser() user: CognitoUser) {
    return this.handle(user);
  }

  @Get('recent')
  @StepUp({ maxAge: 300 })
  recent(@CurrentUser() user: CognitoUser) {
    return this.handle(user);
  }

  private handle({ kind, userPool }: CognitoUser) {
    this.witness.reached.push('handler');
    return { kind, userPool };
  }
}
