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

  /** Only an ID token carries the e-mail address, so this route asks for one. */
  @Get('profile')
  @TokenUse('id')
  profile(
    @CurrentUser('email') email: string,
    @Claim('email_verified') verified: boolean,
  ) {
    return { email, verified };
  }
}
