import { Controller, Get, UseGuards, type LoggerService } from '@nestjs/common';
import {
  CognitoAuthModule,
  CognitoGuard,
  CurrentUser,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { FaultyKeyServer } from './faulty-key-server.js';
import { request, type Answer } from './http.js';
import { bootApp, type Platform, type RunningApp } from './platforms.js';

/** Tells callers who they are. */
@Controller('whoami')
@UseGuards(CognitoGuard)
export class WhoAmIController {
  @Get()
  whoAmI(@CurrentUser('username') username: string): { username: string } {
    return { username };
  }
}

export interface KeyServedApp {
  readonly pool: TestUserPool;
  readonly keyServer: FaultyKeyServer;
  readonly keys: CognitoAuthModuleOptions['keys'];
  /** Default: the key server's. */
  readonly jwksUri?: string | undefined;
  readonly logger?: LoggerService;
}

/** The module options of a pool whose keys come from that key server. */
export const keyServed = ({
  pool,
  keyServer,
  keys,
  jwksUri = keyServer.jwksUri,
}: KeyServedApp): CognitoAuthModuleOptions => ({
  userPoolId: pool.userPoolId,
  clientId: pool.clientId,
  tokenUse: ['access', 'id'],
  jwksUri,
  keys,
});

/** Boots an app with one guarded route, `/whoami`. */
export function bootKeyServedApp(
  platform: Platform,
  definition: KeyServedApp,
): Promise<RunningApp> {
  return bootApp(platform, {
    imports: [CognitoAuthModule.forRoot(keyServed(definition))],
    controllers: [WhoAmIController],
    ...(definition.logger && { logger: definition.logger }),
  });
}

export const whoAmI = (app: RunningApp, token: string): Promise<Answer> =>
  request(`${app.url}/whoami`, { token });

/**
 * Makes tokens that look like the pool's, name a key it does not have, and are
 * signed by nobody: what anyone on the internet can send, as many as they like.
 */
export function forger(pool: TestUserPool): (kid: string) => string {
  const [, claims] = pool.accessToken().split('.');
  const signature = Buffer.alloc(256, 1).toString('base64url');
  return (kid) => {
    const header = JSON.stringify({ alg: 'RS256', kid });
    const encoded = Buffer.from(header).toString('base64url');
    return `${encoded}.${claims}.${signature}`;
  };
}
