import { Controller, Get } from '@nestjs/common';
import {
  Claim,
  CurrentUser,
  TokenUse,
  type CognitoUser,
} from 'nestjs-cognito-auth';

@Controller('me')
@TokenUse('access')
export class MeController {
  @Get()
  whoAmI(@CurrentUser() user: CognitoUser) {
    const { sub, username, groups, scopes } = user;
    return { sub, username, groups, scopes };
  }

  /** Requires an ID token, because only an ID token has the e-mail address. */
  @Get('profile')
  @TokenUse('id')
  profile(
    @CurrentUser('email') email: string,
    @Claim('email_verified') verified: boolean,
  ) {
    return { email, verified };
  }
}
