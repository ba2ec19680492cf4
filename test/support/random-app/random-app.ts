import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import {
  Injectable,
  Scope,
  type INestApplication,
  type Provider,
  type Type,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { WsAdapter } from '@nestjs/platform-ws';
import { CognitoAuthModule, CognitoGuard } from 'nestjs-cognito-auth';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { WebSocket } from 'ws';
import { request } from '../http.js';
import { bootApp, type Platform, type RunningApp } from '../platforms.js';
import type { Plan } from './plan.js';

@Injectable()
class RequestScopedGuard extends CognitoGuard {}

const schema = `
  type Query { handle: String, sibling: String, thing: Thing }
  type Thing { handle: String, sibling: String }
`;

/** Boots the application of a plan around its host class. */
export function bootPlan(
  platform: Platform,
  plan: Plan,
  host: Type<unknown>,
  pool: TestUserPool,
): Promise<RunningApp> {
  const isController = plan.host === 'controller';
  const isGraphql = plan.host === 'query' || plan.host === 'field';
  return bootApp(platform, {
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        globalGuard: plan.guard === 'globalGuard',
      }),
      ...(isGraphql ? [graphql(plan)] : []),
    ],
    controllers: isController ? [host] : [],
    providers: [
      ...(isController ? [] : [providerOf(plan, host)]),
      ...(plan.guard === 'requestScoped'
        ? [
            {
              provide: APP_GUARD,
              useClass: RequestScopedGuard,
              scope: Scope.REQUEST,
            },
          ]
        : []),
    ],
    configure: (app: INestApplication) => {
      app.useWebSocketAdapter(new WsAdapter(app));
      if (plan.guard === 'useGlobalGuards') {
        app.useGlobalGuards(app.get(CognitoGuard));
      }
    },
  });
}

function graphql({ fieldGuards }: Plan) {
  return GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    typeDefs: schema,
    rootValue: { thing: {} },
    fieldResolverEnhancers: fieldGuards ? ['guards'] : [],
    introspection: false,
  });
}

function providerOf({ provided }: Plan, host: Type<unknown>): Provider {
  switch (provided) {
    case 'useClass':
      return { provide: 'HOST', useClass: host };
    case 'useValue':
      return { provide: 'HOST', useValue: new host() };
    case 'useFactory':
      return { provide: host, useFactory: () => new host() };
    default:
      return host;
  }
}

/** Calls the handler of a running plan, with a token or without one. */
export async function call(
  { host }: Plan,
  { url }: RunningApp,
  token?: string,
): Promise<void> {
  if (host === 'controller') {
    await request(`${url}/host/handle`, { ...(token && { token }) });
  } else if (host === 'gateway') {
    await sendMessage(url, token);
  } else {
    const query = host === 'query' ? '{ handle }' : '{ thing { handle } }';
    await request(`${url}/graphql`, {
      method: 'POST',
      ...(token && { token }),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
  }
}

async function sendMessage(url: string, token?: string): Promise<void> {
  const authorization = token && { authorization: `Bearer ${token}` };
  const client = new WebSocket(url.replace('http', 'ws'), {
    headers: { ...authorization },
  });
  client.on('open', () =>
    client.send(JSON.stringify({ event: 'handle', data: {} })),
  );
  // Nest 11 answers nothing to a message that is refused; a gateway that Nest
  // does not connect cannot be reached at all.
  await Promise.race([once(client, 'message'), sleep(50)]).catch(() => {});
  client.terminate();
}
