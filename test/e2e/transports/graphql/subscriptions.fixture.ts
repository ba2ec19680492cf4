import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule, Query, Resolver, Subscription } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import {
  CognitoAuthModule,
  CognitoSubscriptions,
  CurrentUser,
  Groups,
  Public,
  type CognitoCommonOptions,
} from 'nestjs-cognito-auth';
import { WebSocket } from 'ws';
import { bootApp, type RunningApp } from '../../../support/platforms.js';
import { pool, type GraphqlServer } from './graphql.fixture.js';

const typeDefs = `
  type Query { me: String }
  type Subscription { ticks: String, admins: String, open: String }
`;

async function* ticksOf(name: string, text: string) {
  for (let count = 0; count < 100; count += 1) {
    yield { [name]: text };
    await sleep(50);
  }
}

@Resolver()
class TicksResolver {
  @Query()
  me(@CurrentUser('username') username: string) {
    return username;
  }

  @Subscription()
  ticks(@CurrentUser('username') username: string) {
    return ticksOf('ticks', username);
  }

  @Subscription()
  @Groups('admin')
  admins() {
    return ticksOf('admins', 'admins only');
  }

  @Subscription()
  @Public()
  open(@CurrentUser('username') username?: string) {
    return ticksOf('open', username ?? 'nobody');
  }
}

interface SubscriptionsOptions {
  /** Whether `CognitoSubscriptions` admits connections; it does by default. */
  readonly onConnect?: boolean;
  /** The option `context` of Apollo. */
  readonly context?: unknown;
}

/** Boots an application with subscriptions. */
export function bootSubscriptions(
  { platform, isMercurius }: GraphqlServer,
  auth: CognitoCommonOptions & { readonly jwks?: undefined } = {},
  { onConnect: admits = true, context }: SubscriptionsOptions = {},
): Promise<RunningApp> {
  return bootApp(platform, {
    providers: [TicksResolver],
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        ...auth,
        globalGuard: true,
      }),
      isMercurius
        ? GraphQLModule.forRootAsync<MercuriusDriverConfig>({
            driver: MercuriusDriver,
            inject: [CognitoSubscriptions],
            useFactory: ({ onConnect }: CognitoSubscriptions) => ({
              typeDefs,
              subscription: {
                fullWsTransport: true,
                ...(admits && { onConnect }),
              },
            }),
          })
        : GraphQLModule.forRootAsync<ApolloDriverConfig>({
            driver: ApolloDriver,
            inject: [CognitoSubscriptions],
            useFactory: ({ onConnect }: CognitoSubscriptions) => ({
              path: '/graphql',
              typeDefs,
              context,
              subscriptions: { 'graphql-ws': admits ? { onConnect } : true },
            }),
          }),
    ],
  });
}

/** A message of the protocol graphql-transport-ws. */
export interface Message {
  readonly type: string;
  /** The operation that it belongs to. */
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client of subscriptions that decides every message itself. */
export class SubscriptionClient {
  readonly messages: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private ids = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString()) as Message);
    });
    // Without it, a connection that is refused would end the process.
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.once('close', (code: number, reason: Buffer) => {
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  /** Connects, and sends connection parameters unless they are `undefined`. */
  static async connect(
    { url }: RunningApp,
    payload?: unknown,
    headers: Record<string, string> = {},
  ): Promise<SubscriptionClient> {
    const socket = new WebSocket(
      `${url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      { headers },
    );
    const client = new SubscriptionClient(socket);
    await once(socket, 'open');
    client.send({ type: 'connection_init', payload });
    return client;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Starts an operation. */
  start(query: string): void {
    this.ids += 1;
    this.send({ id: String(this.ids), type: 'subscribe', payload: { query } });
  }

  /** Starts an operation once it may, and waits for its first answer. */
  async first(query: string): Promise<unknown> {
    await this.next('connection_ack');
    this.start(query);
    const started = String(this.ids);
    const answers = () =>
      this.messages.filter(
        ({ id, type }) =>
          id === started && (type === 'next' || type === 'error'),
      );
    await this.until(() => answers().length > 0);
    return answers()[0]?.payload;
  }

  /** Waits for a message of a type. */
  next(type: string): Promise<void> {
    return this.until(() =>
      this.messages.some((message) => message.type === type),
    );
  }

  /** Waits for a message with a text. */
  receives(text: string): Promise<void> {
    return this.until(() => JSON.stringify(this.messages).includes(text));
  }

  private async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      if (!this.isOpen()) {
        const { code, reason } = await this.closed;
        throw new Error(`The connection closed with ${code} ${reason}`);
      }
      await sleep(5);
    }
  }

  isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  close(): Promise<unknown> {
    this.socket.close();
    return this.closed;
  }
}
