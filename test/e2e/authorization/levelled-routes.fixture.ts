import { Controller, Get } from '@nestjs/common';
import {
  CurrentUser,
  Groups,
  OptionalAuth,
  Public,
  Scopes,
} from 'nestjs-cognito-auth';

@Controller('admin')
@Groups('admin')
@Scopes('admin/all')
export class AdminController {
  @Get()
  list() {
    return {};
  }

  @Get('editors')
  @Groups('editor')
  editors() {
    return {};
  }

  @Get('open')
  @Public()
  open(@CurrentUser() user: unknown) {
    return { user: user ?? null };
  }

  @Get('optional')
  @OptionalAuth()
  optional(@CurrentUser('username') username: unknown) {
    return { username: username ?? null };
  }
}

@Controller('inherited')
export class InheritedController extends AdminController {}

@Controller('open')
@Public()
export class OpenController {
  @Get()
  open() {
    return {};
  }

  @Get('closed')
  @Groups('admin')
  closed() {
    return {};
  }
}
