import {
  Catch,
  Controller,
  Get,
  UseGuards,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import {
  CognitoAuthModule,
  CognitoGuard,
  Policy,
  type CognitoCommonOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { request, type Answer } from './http.js';
import { bootApp, type Platform, type RunningApp } from './platforms.js';

const pool = await TestUserPool.create();

let thrown: unknown;

const throwing = (): never => {
  throw thrown;
};

@Controller()
class AccountController {
  @Get()
  @UseGuards(CognitoGuard)
  guarded() {
    return {};
  }

  @Get('policy')
  @UseGuards(CognitoGuard)
  @Policy(throwing, 'throws')
  policy() {
    return {};
  }

  @Get('passport')
  @UseGuards(AuthGuard('cognito'))
  passport() {
    return {};
  }
}

/** A place where code of the application throws, and the route that gets there. */
export interface Place {
  readonly place: string;
  readonly path: string;
  readonly options: CognitoCommonOptions;
}

const validate = { validate: throwing };
const extractor = { tokenFrom: throwing };

/** Behind a `CognitoGuard`. */
export const guardedPlaces: readonly Place[] = [
  { place: 'a policy', path: 'policy', options: {} },
  { place: 'validate', path: '', options: validate },
  { place: 'an extractor', path: '', options: extractor },
  {
    place: 'an extractor before validate',
    path: '',
    options: { ...extractor, validate: (user) => user },
  },
];

/** Behind Passport's `AuthGuard`. */
export const passportPlaces: readonly Place[] = [
  { place: 'validate behind AuthGuard', path: 'passport', options: validate },
  { place: 'an extractor behind it', path: 'passport', options: extractor },
];

/** An application with such a place. */
export interface ThrowingApp extends RunningApp {
  /** What an exception filter of the application was given, the latest last. */
  readonly caught: unknown[];
  /** Asks, with a good token, for the route where this is thrown. */
  readonly ask: (error: unknown) => Promise<Answer>;
}

/** Boots the application, with a filter that answers 423 if it has one. */
export async function bootThrowing(
  platform: Platform,
  { path, options }: Place,
  { hasFilter = false } = {},
): Promise<ThrowingApp> {
  const caught: unknown[] = [];

  @Catch()
  class RecordingFilter implements ExceptionFilter {
    constructor(private readonly adapterHost: HttpAdapterHost) {}

    catch(exception: unknown, host: ArgumentsHost): void {
      caught.push(exception);
      const response: unknown = host.switchToHttp().getResponse();
      this.adapterHost.httpAdapter.reply(response, {}, 423);
    }
  }

  const app = await bootApp(platform, {
    controllers: [AccountController],
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        ...options,
        unguardedRoutes: 'ignore',
      }),
    ],
    configure: (nest) => {
      if (hasFilter) {
        nest.useGlobalFilters(new RecordingFilter(nest.get(HttpAdapterHost)));
      }
    },
  });
  const ask = (error: unknown) => {
    thrown = error;
    return request(`${app.url}/${path}`, { token: pool.accessToken() });
  };
  return { ...app, caught, ask };
}
