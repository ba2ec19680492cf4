import {
  ConflictException,
  Controller,
  Get,
  Global,
  Injectable,
  Module,
  Param,
  type ExecutionContext,
} from '@nestjs/common';
import {
  CognitoAuthModule,
  Policy,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request, type Answer } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';
import {
  controllerAt,
  guarded,
  orderIn,
  Orders,
  OwnModule,
  OwnsOrder,
  pool,
} from './policies.fixture.js';

const alice = pool.accessToken({ username: 'alice' });
const bob = pool.accessToken({ username: 'bob' });

@Module({ imports: [OwnModule], controllers: [controllerAt('imported')] })
class ImportingModule {}

@Module({ imports: [OwnModule], exports: [OwnModule] })
class ReExportingModule {}

@Module({ imports: [ReExportingModule], exports: [ReExportingModule] })
class ReExportingAgainModule {}

@Module({
  imports: [ReExportingAgainModule],
  controllers: [controllerAt('re-exported')],
})
class FarModule {}

/** Of the two that it could inject, a module takes its own. */
@Injectable()
class AllowsAll {
  check(): boolean {
    return true;
  }
}

@Module({
  imports: [OwnModule],
  controllers: [controllerAt('replaced')],
  providers: [{ provide: OwnsOrder, useClass: AllowsAll }],
})
class ReplacingModule {}

@Injectable()
class OwnsInvoice extends OwnsOrder {}

@Global()
@Module({ providers: [Orders, OwnsInvoice], exports: [OwnsInvoice] })
class GlobalModule {}

@Module({ controllers: [controllerAt('global', OwnsInvoice)] })
class GloballySuppliedModule {}

/** Its method is a property, which its prototype does not show. */
@Injectable()
class IsAlice {
  readonly check = (user: CognitoUser): boolean => user.username === 'alice';
}

@Module({
  controllers: [controllerAt('property', IsAlice)],
  providers: [IsAlice],
})
class PropertyModule {}

@Injectable()
class OwnsFactory extends OwnsOrder {}

@Module({
  controllers: [controllerAt('factory', OwnsFactory)],
  providers: [
    Orders,
    {
      provide: OwnsFactory,
      useFactory: async (orders: Orders) => new OwnsFactory(orders),
      inject: [Orders],
    },
  ],
})
class FactoryModule {}

/** Answers as the path says. */
@Injectable()
class Answering {
  check(_user: CognitoUser, context: ExecutionContext): boolean {
    const answer = answers[orderIn(context)];
    return answer === undefined ? true : (answer() as boolean);
  }
}

const answers: Readonly<Record<string, () => unknown>> = {
  false: () => false,
  late: () => Promise.resolve(false),
  undefined: () => undefined,
  text: () => 'true',
  number: () => 1,
  conflict: () => {
    throw new ConflictException('The order is locked');
  },
  error: () => {
    throw new Error('secret');
  },
  status: () => {
    throw Object.assign(new Error('secret'), { statusCode: 404 });
  },
};

@Controller('functions')
class FunctionController {
  @Get(':id')
  @Policy((user) => user.username === 'alice', 'is Alice')
  @Policy(AllowsAll)
  read(@Param('id') id: string) {
    return { id };
  }
}

@Module({
  controllers: [controllerAt('answers', Answering), FunctionController],
  providers: [Answering, AllowsAll],
})
class AnswersModule {}

describe.each(platforms)('policy classes on $name', (platform) => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await bootApp(platform, {
      imports: [
        guarded,
        OwnModule,
        ImportingModule,
        FarModule,
        ReplacingModule,
        GlobalModule,
        GloballySuppliedModule,
        FactoryModule,
        PropertyModule,
        AnswersModule,
      ],
    });
  });

  afterAll(() => app.close());

  const ask = (path: string, token: string): Promise<Answer> =>
    request(`${app.url}/${path}`, { token });

  it.each([
    ['the module of the route', 'own'],
    ['a module that it imports', 'imported'],
    ['a module that re-exports it', 're-exported'],
    ['a global module', 'global'],
    ['a factory', 'factory'],
  ])('are found in %s', async (_where, path) => {
    const found = await Promise.all([
      ask(`${path}/1`, alice),
      ask(`${path}/2`, alice),
      ask(`${path}/2`, bob),
    ]);

    expect(found.map(({ status }) => status)).toEqual([200, 403, 200]);
    expect(found[0].body).toEqual({ id: '1' });
  });

  it('are found in the module of the route before its imports', async () => {
    expect((await ask('replaced/2', alice)).status).toBe(200);
  });

  it('can have check() as a property', async () => {
    expect((await ask('property/1', alice)).status).toBe(200);
    expect((await ask('property/1', bob)).status).toBe(403);
  });

  it('are not asked about a caller who is not known', async () => {
    const { status, body } = await request(`${app.url}/answers/error`);

    expect(status).toBe(401);
    expect(body['code']).toBe('token_missing');
  });

  it('let a caller in with true', async () => {
    expect((await ask('answers/true', alice)).status).toBe(200);
  });

  it.each(['false', 'late', 'undefined', 'text', 'number'])(
    'refuse a caller with anything else: %s',
    async (answer) => {
      const { status, body, headers } = await ask(`answers/${answer}`, alice);

      expect(status).toBe(403);
      expect(body).toEqual({
        statusCode: 403,
        error: 'Forbidden',
        message: 'A policy of this route does not allow the request',
        code: 'policy_refused',
      });
      expect(headers['www-authenticate']).toBe(
        'Bearer realm="api", error="insufficient_scope", ' +
          'error_description="A policy of this route does not allow the request"',
      );
    },
  );

  it('can throw an exception of Nest, which is the answer', async () => {
    const { status, body, headers } = await ask('answers/conflict', alice);

    expect(status).toBe(409);
    expect(body['message']).toBe('The order is locked');
    expect(headers).not.toHaveProperty('www-authenticate');
  });

  it.each(['error', 'status'])(
    'can throw any other error, which stays inside: %s',
    async (answer) => {
      const { status, text } = await ask(`answers/${answer}`, alice);

      expect(status).toBe(500);
      expect(text).not.toContain('secret');
    },
  );

  it('go together with policies that are functions', async () => {
    expect((await ask('functions/1', alice)).status).toBe(200);
    expect((await ask('functions/1', bob)).body['code']).toBe('policy_refused');
  });
});

/** Keeps what it is given, and the route that it is asked about. */
@Injectable()
class Recording {
  readonly given: { user: CognitoUser; route: string }[] = [];

  check(user: CognitoUser, context: ExecutionContext): boolean {
    const route = [context.getClass(), context.getHandler()];
    this.given.push({ user, route: route.map(({ name }) => name).join('.') });
    return true;
  }
}

describe.each(platforms)('a policy class on $name', (platform) => {
  it('is given the principal, not what validate made of it', async () => {
    const { app, url, close } = await bootApp(platform, {
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          globalGuard: true,
          validate: () => ({ username: 'mallory' }),
        }),
      ],
      controllers: [controllerAt('orders', Recording)],
      providers: [Recording],
    });
    const { status } = await request(`${url}/orders/1`, { token: alice });
    const [{ user, route } = {}, ...more] = app.get(Recording).given;
    await close();

    expect(status).toBe(200);
    expect(more).toEqual([]);
    expect(route).toBe('OrdersController.read');
    expect(user).toMatchObject({ kind: 'user', username: 'alice' });
    expect(Object.isFrozen(user)).toBe(true);
  });
});
