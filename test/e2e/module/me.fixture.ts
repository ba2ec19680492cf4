import { Controller, Get, UseGuards } from '@nestjs/common';
import {
  CognitoGuard,
  CurrentUser,
  type CognitoUser,
} from 'nestjs-cognito-auth';

/** One guarded route that tells its caller who it is. */
@Controller()
@UseGuards(CognitoGuard)
export class MeController {
  @Get()
  me(@CurrentUser() user: CognitoUser) {
    return { sub: user.sub, frozen: Object.isFrozen(user.claims) };
  }
}
