import { context, metrics, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { Controller, Get, type INestApplication } from '@nestjs/common';
import {
  CognitoAuthModule,
  Groups,
  OptionalAuth,
  type CognitoKeysOptions,
} from 'nestjs-cognito-auth';
import { observeCognitoAuth } from 'nestjs-cognito-auth/opentelemetry';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import type { FaultName } from '../../support/faulty-key-server.names.js';
import { request } from '../../support/http.js';
import { bootApp, express } from '../../support/platforms.js';

const pool = await TestUserPool.create();
const name = { user_pool: pool.userPoolId };

@Controller()
class RoutesController {
  @Get()
  guarded() {}

  @Get('admin')
  @Groups('admin')
  admin() {}

  @Get('optional')
  @OptionalAuth()
  optional() {}
}

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) {
    await end();
  }
});

/** Rejects with a value that need not be an error. */
async function rejected(value: unknown): Promise<never> {
  throw value;
}

interface BootOptions {
  readonly configure?: (app: INestApplication) => void;
  /** The fault of the server with the keys. */
  readonly fault?: FaultName;
  readonly keys?: CognitoKeysOptions;
}

async function boot({ configure, fault, keys }: BootOptions = {}) {
  const server = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
  ends.push(() => server.close());
  if (fault) await server.breakWith(fault);
  const { userPoolId, clientId } = pool;
  const auth = {
    userPoolId,
    clientId,
    jwksUri: server.jwksUri,
    ...(keys && { keys }),
  };
  const { url, app } = await bootApp(express, {
    imports: [CognitoAuthModule.forRoot({ ...auth, globalGuard: true })],
    controllers: [RoutesController],
    ...(configure && { configure }),
  });
  ends.push(() => app.close());
  return (path: string, token?: string) =>
    request(`${url}/${path}`, token === undefined ? {} : { token });
}

/** A meter, and what was recorded with it, by instrument. */
function startMetrics() {
  const exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  const reader = new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: 3_600_000,
  });
  const provider = new MeterProvider({ readers: [reader] });
  ends.push(() => provider.shutdown());
  const scopes = async () => {
    exporter.reset();
    await provider.forceFlush();
    return exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
  };
  const recorded = async () =>
    (await scopes()).flatMap(({ metrics }) => metrics);
  return {
    provider,
    meter: provider.getMeter('test'),
    scopes: async () => (await scopes()).map(({ scope }) => scope.name),
    describe: async () =>
      (await recorded()).map(({ descriptor: { name, description, unit } }) => [
        name,
        description,
        unit,
      ]),
    read: async () =>
      Object.fromEntries(
        (await recorded()).map(({ descriptor, dataPoints }) => [
          descriptor.name,
          dataPoints.map(({ attributes, value }) => ({ attributes, value })),
        ]),
      ),
  };
}

describe('observeCognitoAuth()', () => {
  it('counts decisions by code, with a finite set of labels', async () => {
    const { meter, read } = startMetrics();
    ends.push(observeCognitoAuth({ meter }));
    const ask = await boot();
    const token = pool.accessToken({ username: 'mallory', sub: 'the-sub' });
    await ask('', token);
    await ask('', token);
    await ask('');
    await ask('admin', token);
    for (let count = 0; count < 50; count += 1) {
      await ask('', `garbage-${count}`);
    }

    const recorded = await read();
    const refused = (code: string) => ({ outcome: 'refused', code });
    expect(recorded['cognito_auth.decisions']).toEqual([
      { attributes: { outcome: 'admitted', ...name }, value: 2 },
      { attributes: refused('token_missing'), value: 1 },
      { attributes: refused('group_missing'), value: 1 },
      { attributes: refused('token_malformed'), value: 50 },
    ]);
    expect(recorded['cognito_auth.key_set.fetch.duration']).toMatchObject([
      { attributes: name, value: { count: 1 } },
    ]);
    expect(recorded['cognito_auth.key_set.age']).toEqual([
      { attributes: name, value: expect.any(Number) },
    ]);
    expect(JSON.stringify(recorded)).not.toMatch(/mallory|the-sub|http/);
  });

  it('names no user pool for a caller without a token', async () => {
    const { meter, read } = startMetrics();
    ends.push(observeCognitoAuth({ meter }));
    const ask = await boot();
    await ask('optional');

    const [decision] = (await read())['cognito_auth.decisions'] ?? [];
    expect(decision?.attributes).toStrictEqual({ outcome: 'admitted' });
  });

  it('records what is no error as _OTHER', async () => {
    const { meter, read } = startMetrics();
    ends.push(observeCognitoAuth({ meter }));
    const ask = await boot({ keys: { fetch: () => rejected('down') } });
    await ask('', pool.accessToken());

    const recorded = await read();
    const attributes = { ...name, 'error.type': '_OTHER' };
    expect(recorded['cognito_auth.key_set.fetch.duration']).toMatchObject([
      { attributes, value: { count: 1 } },
    ]);
  });

  it('records a fetch once that ends a failure', async () => {
    const { meter, read } = startMetrics();
    ends.push(observeCognitoAuth({ meter }));
    let isDown = true;
    const fetch = () =>
      isDown
        ? rejected(new TypeError('fetch failed'))
        : Promise.resolve(Response.json(pool.jwks()));
    const ask = await boot({ keys: { fetch } });
    expect((await ask('', pool.accessToken())).status).toBe(503);
    isDown = false;
    await vi.waitFor(
      async () => expect((await ask('', pool.accessToken())).status).toBe(200),
      { timeout: 10_000, interval: 200 },
    );

    const recorded = await read();
    expect(recorded['cognito_auth.key_set.fetch.duration']).toMatchObject([
      {
        attributes: { ...name, 'error.type': 'TypeError' },
        value: { count: 1 },
      },
      { attributes: name, value: { count: 1 } },
    ]);
  });

  it('uses the meter of the SDK that is registered', async () => {
    const { provider, scopes } = startMetrics();
    metrics.setGlobalMeterProvider(provider);
    ends.push(() => metrics.disable());
    ends.push(observeCognitoAuth());
    const ask = await boot();
    await ask('');

    expect(await scopes()).toEqual(['nestjs-cognito-auth']);
  });

  it('describes its instruments, with their units', async () => {
    const { meter, describe: descriptions } = startMetrics();
    ends.push(observeCognitoAuth({ meter }));
    const ask = await boot();
    await ask('', pool.accessToken());

    expect(await descriptions()).toEqual([
      ['cognito_auth.decisions', 'Calls that a guard admitted or refused', ''],
      [
        'cognito_auth.key_set.fetch.duration',
        'Duration of fetches of key sets',
        's',
      ],
      ['cognito_auth.key_set.age', 'Time since a key set was fetched', 's'],
    ]);
  });

  it('measures in seconds, since the fetch', async () => {
    const { meter, read } = startMetrics();
    ends.push(observeCognitoAuth({ meter }));
    const begun = performance.now();
    const ask = await boot();
    await ask('', pool.accessToken());

    const recorded = await read();
    const [age] = recorded['cognito_auth.key_set.age'] ?? [];
    const [fetch] = recorded['cognito_auth.key_set.fetch.duration'] ?? [];
    const seconds = (performance.now() - begun) / 1000;
    const { sum } = (fetch?.value ?? {}) as { readonly sum?: number };
    expect(age?.value).toBeGreaterThan(0);
    expect(age?.value).toBeLessThan(seconds);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(seconds);
    expect(fetch?.attributes).toStrictEqual(name);
  });

  it.each([
    ['ECONNREFUSED', 'refused'],
    ['Error', 'JSON null'],
  ] as const)(
    'records a failed fetch as %s, without an age',
    async (type, fault) => {
      const { meter, read } = startMetrics();
      ends.push(observeCognitoAuth({ meter }));
      const ask = await boot({ fault });
      await ask('', pool.accessToken());

      const recorded = await read();
      const attributes = { ...name, 'error.type': type };
      expect(recorded['cognito_auth.key_set.fetch.duration']).toMatchObject([
        { attributes, value: { count: 1 } },
      ]);
      expect(recorded).not.toHaveProperty(['cognito_auth.key_set.age']);
      expect(recorded['cognito_auth.decisions']).toEqual([
        {
          attributes: { outcome: 'refused', code: 'keys_unavailable' },
          value: 1,
        },
      ]);
    },
  );

  it('counts once after the first was stopped', async () => {
    const { meter, read } = startMetrics();
    observeCognitoAuth({ meter })();
    ends.push(observeCognitoAuth({ meter }));
    const ask = await boot();
    await ask('');

    expect((await read())['cognito_auth.decisions']).toMatchObject([
      { value: 1 },
    ]);
  });

  it('does nothing without an SDK', async () => {
    ends.push(observeCognitoAuth());
    const ask = await boot();

    expect((await ask('', pool.accessToken())).status).toBe(200);
    expect((await ask('')).status).toBe(401);
  });

  it('marks the active span, and makes none', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new NodeTracerProvider({
      spanProcessors: [new SimpleSpanProcessor(exporter)],
    });
    provider.register();
    ends.push(async () => {
      await provider.shutdown();
      trace.disable();
      context.disable();
    });
    ends.push(observeCognitoAuth());
    const tracer = trace.getTracer('test');
    const configure = (app: INestApplication) =>
      app.use((_: unknown, response: NodeJS.EventEmitter, next: () => void) =>
        tracer.startActiveSpan('request', (span) => {
          response.once('finish', () => span.end());
          next();
        }),
      );
    const ask = await boot({ configure });
    await ask('', pool.accessToken());
    await ask('admin', pool.accessToken());

    expect(
      exporter.getFinishedSpans().map(({ name, attributes }) => ({
        name,
        ...attributes,
      })),
    ).toEqual([
      { name: 'request', 'cognito_auth.outcome': 'admitted' },
      {
        name: 'request',
        'cognito_auth.outcome': 'refused',
        'cognito_auth.code': 'group_missing',
      },
    ]);
  });
});
