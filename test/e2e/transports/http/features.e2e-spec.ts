import { setTimeout as delay } from 'node:timers/promises';
import {
  Controller,
  Get,
  Inject,
  Injectable,
  Scope,
  Sse,
  Version,
  VersioningType,
} from '@nestjs/common';
import { LazyModuleLoader, REQUEST } from '@nestjs/core';
import {
  CognitoAuthModule,
  CognitoVerifier,
  CurrentUser,
  Groups,
  Public,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { map, timer, type Observable } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../../support/platforms.js';

@Controller('events')
class EventsController {
  @Sse()
  @Groups('staff')
  stream(@CurrentUser('username') name: string): Observable<object> {
    return timer(0, 20).pipe(map((count) => ({ data: { name, count } })));
  }
}

@Controller({ path: 'orders', version: '1' })
class OrdersController {
  @Get()
  @Public()
  list() {
    return { version: 1 };
  }

  @Get()
  @Version('2')
  @Groups('staff')
  listAgain() {
    return { version: 2 };
  }
}

let made = 0;

@Controller({ path: 'scoped', scope: Scope.REQUEST })
class ScopedController {
  constructor(@Inject(REQUEST) private readonly incoming: { user?: unknown }) {
    made += 1;
  }

  @Get()
  @Groups('staff')
  who(@CurrentUser() user: unknown) {
    return { isSame: this.incoming.user === user };
  }
}

/** A service that is loaded after the boot, and asks the verifier. */
@Injectable()
class LateService {
  constructor(private readonly verifier: CognitoVerifier) {}

  async nameOf(token: string) {
    return (await this.verifier.verify(token)).username;
  }
}

class LateModule {}

describe.each(platforms)('HTTP features of Nest on $name', (platform) => {
  let pool: TestUserPool;
  let app: RunningApp;
  let staff: string;
  let customer: string;

  beforeAll(async () => {
    pool = await TestUserPool.create();
    staff = pool.accessToken({ username: 'alice', groups: ['staff'] });
    customer = pool.accessToken({ username: 'bob' });
    app = await bootApp(platform, {
      imports: [
        CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
      ],
      controllers: [EventsController, OrdersController, ScopedController],
      configure: (nest) =>
        nest.enableVersioning({
          type: VersioningType.URI,
          defaultVersion: ['1'],
        }),
    });
  });

  afterAll(() => app.close());

  it('refuses server-sent events with a plain answer', async () => {
    const url = `${app.url}/v1/events`;
    const [missing, forbidden] = await Promise.all([
      request(url),
      request(url, { token: customer }),
    ]);

    expect(missing.status).toBe(401);
    expect(missing.headers['content-type']).toContain('application/json');
    expect(missing.body['code']).toBe('token_missing');
    expect(forbidden.body['code']).toBe('group_missing');
  });

  it('streams events to a caller with the group', async () => {
    const abort = new AbortController();
    const response = await fetch(`${app.url}/v1/events`, {
      headers: { authorization: `Bearer ${staff}` },
      signal: AbortSignal.any([abort.signal, AbortSignal.timeout(10_000)]),
    });
    let read = '';
    for await (const chunk of response.body ?? []) {
      read += Buffer.from(chunk).toString();
      if (read.includes('"count":1')) break;
    }
    abort.abort();

    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(read).toContain('"name":"alice"');
  });

  it('asks each version for its own requirements', async () => {
    expect((await request(`${app.url}/v1/orders`)).body).toEqual({
      version: 1,
    });
    const refused = await request(`${app.url}/v2/orders`, { token: customer });
    const admitted = await request(`${app.url}/v2/orders`, { token: staff });

    expect(refused.body['code']).toBe('group_missing');
    expect(admitted.body).toEqual({ version: 2 });
  });

  it('guards a request-scoped controller, whose request has the user', async () => {
    const url = `${app.url}/v1/scoped`;
    const before = made;
    const refused = await request(url, { token: customer });
    const admitted = await request(url, { token: staff });
    await delay(0);

    expect(refused.body['code']).toBe('group_missing');
    expect(admitted.body).toEqual({ isSame: true });
    expect(made - before).toBe(2);
  });

  it('gives its verifier to a module that is loaded later', async () => {
    const loader = app.app.get(LazyModuleLoader);
    const loaded = await loader.load(() => ({
      module: LateModule,
      providers: [LateService],
    }));
    const service = loaded.get(LateService);

    expect(await service.nameOf(staff)).toBe('alice');
    await expect(service.nameOf(`${staff}x`)).rejects.toMatchObject({
      code: 'signature_invalid',
    });
  });
});
