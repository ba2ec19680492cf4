import {
  Controller,
  Get,
  Inject,
  Post,
  type LoggerService,
} from '@nestjs/common';
import {
  CognitoAuthModule,
  CognitoRevocations,
  CurrentUser,
  type CognitoRevocationsOptions,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { RedisRevocationStore } from 'nestjs-cognito-auth/redis';
import type { TestUserPoolModuleOptions } from 'nestjs-cognito-auth/testing';
import { createClient } from 'redis';
import { request } from '../../support/http.js';
import { bootApp, express } from '../../support/platforms.js';

@Controller()
class RoutesController {
  constructor(
    @Inject(CognitoRevocations)
    private readonly revocations: CognitoRevocations,
  ) {}

  @Get()
  guarded() {}

  @Post('sign-out')
  signOut(@CurrentUser() user: CognitoUser) {
    return this.revocations.revokeSession(user);
  }
}

/** @param username a user of Redis without a password, by default the default one */
export async function connectTo(port: number, username?: string) {
  const client = createClient({
    ...(username !== undefined && { username, password: 'any' }),
    socket: { port, host: '127.0.0.1', reconnectStrategy: 50 },
  });
  return client.on('error', () => undefined).connect();
}

interface InstanceOptions extends Partial<CognitoRevocationsOptions> {
  /** `false` if the store tells of no change. */
  readonly pushes?: boolean;
  readonly username?: string;
  readonly logger?: LoggerService;
}

/** Boots one instance of an application whose revocations are in Redis. */
export async function bootInstance(
  auth: TestUserPoolModuleOptions,
  port: number,
  { pushes = true, username, logger, ...options }: InstanceOptions = {},
) {
  const client = await connectTo(port, username);
  const store = new RedisRevocationStore(client);
  if (!pushes) {
    Object.defineProperty(store, 'subscribe', { value: undefined });
  }
  const running = await bootApp(express, {
    imports: [
      CognitoAuthModule.forRoot({
        ...auth,
        globalGuard: true,
        revocations: { store, refreshEvery: 60_000, ...options },
      }),
    ],
    controllers: [RoutesController],
    ...(logger && { logger }),
  });
  const { app, url } = running;
  return {
    client,
    store,
    url,
    revocations: app.get(CognitoRevocations),
    signOut: (token: string) => signOut(url, token),
    askFor: (token: string) => answerOf(url, token),
    close: async () => {
      await running.close();
      store.close();
      client.destroy();
    },
  };
}

/** Returns 200, or the code of the refusal. */
export async function answerOf(url: string, token: string): Promise<unknown> {
  const { status, body } = await request(url, { token });
  return status === 200 ? 200 : body['code'];
}

/** Signs the caller of a token out, at one instance. */
export async function signOut(url: string, token: string): Promise<number> {
  const path = `${url}/sign-out`;
  return (await request(path, { method: 'POST', token })).status;
}
