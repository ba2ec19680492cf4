import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  CurrentToken,
  CurrentUser,
  type CallerToken,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { SignOutEverywhere } from './sign-out-everywhere.js';

@Controller()
export class AccountController {
  constructor(private readonly everywhere: SignOutEverywhere) {}

  @Get('me')
  me(@CurrentUser() { username, groups }: CognitoUser) {
    return { username, groups };
  }

  @Post('sign-out-everywhere')
  @HttpCode(204)
  signOut(
    @CurrentUser() user: CognitoUser,
    @CurrentToken() token: CallerToken,
  ) {
    return this.everywhere.signOut(user, token);
  }
}
