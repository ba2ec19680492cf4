import { Controller, Get, Inject } from '@nestjs/common';
import {
  CognitoAuthModule,
  CurrentToken,
  OptionalAuth,
  type CallerToken,
} from 'nestjs-cognito-auth';
import {
  bootApp,
  express,
  type RunningApp,
} from '../../../support/platforms.js';
import { pool } from './service.fixture.js';

/** Calls another service as the caller. */
export type CallOn = (token: CallerToken) => unknown;

@Controller()
class GatewayController {
  constructor(@Inject('CALL_ON') private readonly callOn: CallOn) {}

  @Get('mine')
  mine(@CurrentToken() token: CallerToken): unknown {
    return this.callOn(token);
  }

  @Get('news')
  @OptionalAuth()
  news(@CurrentToken() token?: CallerToken) {
    return { anonymous: token === undefined };
  }
}

/** Boots an HTTP gateway, which calls a service as its user. */
export function bootGateway(callOn: CallOn): Promise<RunningApp> {
  return bootApp(express, {
    imports: [
      CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
    ],
    controllers: [GatewayController],
    providers: [{ provide: 'CALL_ON', useValue: callOn }],
  });
}
