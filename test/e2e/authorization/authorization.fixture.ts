import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe } from 'vitest';
import { request, type Answer } from '../../support/http.js';
import {
  AdminController,
  InheritedController,
  OpenController,
} from './levelled-routes.fixture.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';
import { RouteController } from './required-routes.fixture.js';

/** Callers of the routes; `pool` is the one that may use either kind of token. */
export const pool = await TestUserPool.create();
export const otherPool = await TestUserPool.create();

type Ask = (path: string, token?: string, method?: string) => Promise<Answer>;

/** Describes an application that has all the routes, on every platform. */
export function describeRoutes(what: string, tests: (ask: Ask) => void): void {
  describe.each(platforms)(`${what} on $name`, (platform) => {
    let app: RunningApp;

    beforeAll(async () => {
      app = await bootApp(platform, {
        controllers: [
          RouteController,
          AdminController,
          InheritedController,
          OpenController,
        ],
        imports: [
          CognitoAuthModule.forRoot({
            userPools: [
              {
                ...pool.options,
                name: 'customers',
                tokenUse: ['access', 'id'],
              },
              { ...otherPool.options, name: 'staff' },
            ],
            globalGuard: true,
          }),
        ],
      });
    });

    afterAll(() => app.close());

    tests((path, token, method = 'GET') =>
      request(`${app.url}/${path}`, { token, method }),
    );
  });
}

/** The challenge of a refusal that has an error. */
export function challengeOf(
  error: string,
  description: string,
  rest = '',
): string {
  return `Bearer realm="api", error="${error}", error_description="${description}"${rest}`;
}
