import type {
  DynamicModule,
  INestMicroservice,
  LoggerService,
  Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientProxyFactory,
  type ClientOptions,
  type ClientProxy,
  type MicroserviceOptions,
} from '@nestjs/microservices';
import {
  CognitoAuthModule,
  type CognitoCommonOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { lastValueFrom, timeout } from 'rxjs';

export const pool = await TestUserPool.create();

export const bearer = (token: string) => `Bearer ${token}`;

/** What a service is made of. */
export interface ServiceDefinition {
  readonly controllers: Type<unknown>[];
  readonly providers?: DynamicModule['providers'];
  readonly options?: CognitoCommonOptions;
  readonly logger?: LoggerService;
}

class ServiceModule {}

/** A module whose handlers are guarded, all of them. */
export function guardedModule({
  controllers,
  providers = [],
  options,
}: ServiceDefinition): DynamicModule {
  return {
    module: ServiceModule,
    controllers,
    providers,
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        globalGuard: true,
        ...options,
      }),
    ],
  };
}

/** Starts a service that takes messages. */
export async function startService(
  definition: ServiceDefinition,
  options: MicroserviceOptions,
): Promise<INestMicroservice> {
  const service = await NestFactory.createMicroservice<MicroserviceOptions>(
    guardedModule(definition),
    { ...options, logger: definition.logger ?? false, abortOnError: false },
  );
  await service.listen();
  return service;
}

/** Connects a client of Nest's own. */
export async function connectClient(
  options: ClientOptions,
): Promise<ClientProxy> {
  const client = ClientProxyFactory.create(options);
  await client.connect();
  return client;
}

const patience = 10_000;

/** Sends a request. It resolves with what the handler returned. */
export function ask(
  client: ClientProxy,
  pattern: string,
  message: unknown,
): Promise<unknown> {
  return lastValueFrom(
    client.send<unknown>(pattern, message).pipe(timeout(patience)),
  );
}

/** Sends a request that is refused. It resolves with the error. */
export async function refusalOf(
  client: ClientProxy,
  pattern: string,
  message: unknown,
): Promise<unknown> {
  try {
    const answer = await ask(client, pattern, message);
    return { answered: answer };
  } catch (error) {
    return error;
  }
}

/** Sends an event. */
export async function tell(
  client: ClientProxy,
  pattern: string,
  message: unknown,
): Promise<void> {
  await lastValueFrom(
    client.emit<unknown>(pattern, message).pipe(timeout(patience)),
    {
      defaultValue: undefined,
    },
  );
}

const sentences = {
  token_missing: [401, 'Unauthorized', 'A bearer token is required'],
  token_malformed: [401, 'Unauthorized', 'The token is malformed'],
  request_malformed: [
    ...([400, 'Bad Request'] as const),
    'The credentials of the request are malformed',
  ],
  group_missing: [
    403,
    'Forbidden',
    'Membership of a required group is missing',
  ],
} as const;

/** The error that a client gets for a refusal, no more and no less. */
export function refused(code: keyof typeof sentences): object {
  const [statusCode, error, message] = sentences[code];
  return { status: 'error', statusCode, error, message, code };
}
