import { Controller, Get } from '@nestjs/common';
import { CurrentToken } from 'nestjs-cognito-auth';

/** A route that no guard protects. */
@Controller()
export class UnguardedController {
  @Get()
  mine(@CurrentToken() _token: unknown) {
    return {};
  }
}
