import { CognitoAuthModule } from 'nestjs-cognito-auth';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { request, type Answer } from './http.js';
import {
  AdminController,
  InheritedController,
  OpenController,
} from './levelled-routes.js';
import { bootApp, type Platform } from './platforms.js';
import { RouteController } from './required-routes.js';

/** An application with all the routes, and how to ask it. */
export interface AuthorizationApp {
  ask(path: string, token?: string, method?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Boots it for `customers`, with either kind of token, and `staff`. */
export async function bootAuthorizationApp(
  platform: Platform,
  customers: TestUserPool,
  staff: TestUserPool,
): Promise<AuthorizationApp> {
  const { url, close } = await bootApp(platform, {
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
            ...customers.options,
            name: 'customers',
            tokenUse: ['access', 'id'],
          },
          { ...staff.options, name: 'staff' },
        ],
        globalGuard: true,
      }),
    ],
  });
  return {
    ask: (path, token, method = 'GET') =>
      request(`${url}/${path}`, { token, method }),
    close,
  };
}

/** The challenge of a refusal that has an error. */
export function challengeOf(
  error: string,
  description: string,
  rest = '',
): string {
  return `Bearer realm="api", error="${error}", error_description="${description}"${rest}`;
}
