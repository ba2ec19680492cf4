import {
  RequestMethod,
  VersioningType,
  type INestApplication,
} from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import {
  DocumentBuilder,
  SwaggerModule,
  type OpenAPIObject,
} from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import {
  documentAccess,
  type DocumentAccessOptions,
} from 'nestjs-cognito-auth/openapi';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  express,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';
import {
  KeysController,
  OrdersController,
  StockController,
  VersionsController,
} from './documents.fixture.js';

const pool = await TestUserPool.create();
const auth = CognitoAuthModule.forRoot({ ...pool.options, name: 'customers' });

let app: RunningApp | undefined;

afterEach(async () => {
  await app?.close();
  app = undefined;
});

interface Operation {
  readonly description?: string;
  readonly security?: readonly Record<string, readonly string[]>[];
  readonly responses: Record<string, object>;
  readonly 'x-cognito-access'?: object;
}

class OrdersModule {}

async function boot(
  platform = express,
  configure?: (app: INestApplication) => void,
): Promise<INestApplication> {
  app = await bootApp(platform, {
    imports: [
      auth,
      {
        module: OrdersModule,
        controllers: [
          OrdersController,
          StockController,
          KeysController,
          VersionsController,
        ],
      },
      RouterModule.register([{ path: 'shop', module: OrdersModule }]),
    ],
    ...(configure && { configure }),
  });
  return app.app;
}

function documentOf(
  nest: INestApplication,
  options: DocumentAccessOptions = {},
  openapi = '3.0.0',
): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion(openapi)
    .setTitle('Shop')
    .build();
  return documentAccess(
    nest,
    SwaggerModule.createDocument(nest, config),
    options,
  );
}

function operation(
  document: OpenAPIObject,
  path: string,
  method = 'get',
): Operation {
  const item = document.paths[path] as unknown as
    Record<string, Operation> | undefined;
  const found = item?.[method];
  if (found === undefined) {
    throw new Error(
      `No ${method} ${path} in ${Object.keys(document.paths).join(', ')}`,
    );
  }
  return found;
}

const domain = 'https://auth.example.com';

describe('documentAccess()', () => {
  it.each([
    ['/shop/orders/open', []],
    ['/shop/orders', [{ cognito: [] }]],
    ['/shop/orders/maybe', [{}, { cognito: [] }]],
    [
      '/shop/orders/items/{id}',
      [{ cognito: ['a', 'b', 'c'] }, { cognito: ['a', 'b', 'd'] }],
    ],
    ['/shop/orders/inherited', [{ cognito: [] }]],
    ['/shop/stock/inherited', [{ cognito: ['stock/read'] }]],
    ['/shop/orders/one', [{ cognito: [] }]],
    ['/shop/orders/two', [{ cognito: [] }]],
  ])('says of %s that it needs %j', async (path, security) => {
    const document = documentOf(await boot(), { domain });

    expect(operation(document, path).security).toEqual(security);
  });

  it('lists no scopes for a bearer token', async () => {
    const document = documentOf(await boot());

    expect(operation(document, '/shop/orders/items/{id}').security).toEqual([
      { cognito: [] },
    ]);
    expect(document.components?.securitySchemes).toEqual({
      cognito: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    });
  });

  it('describes the code flow of a domain, with every scope', async () => {
    const document = documentOf(await boot(), { domain, scheme: 'oauth' });

    expect(document.components?.securitySchemes).toEqual({
      oauth: {
        type: 'oauth2',
        flows: {
          authorizationCode: {
            authorizationUrl: `${domain}/oauth2/authorize`,
            tokenUrl: `${domain}/oauth2/token`,
            scopes: { a: '', b: '', c: '', d: '', 'stock/read': '' },
          },
        },
      },
    });
  });

  it('says in words and data what OpenAPI cannot', async () => {
    const removal = operation(
      documentOf(await boot()),
      '/shop/orders/{id}',
      'delete',
    );

    expect(removal.description).toBe(
      'Removes an order.\n\nThe caller must be a member of admin or owner, and no member of ' +
        'banned, and someone with a recent or strong sign-in, and someone whom a policy ' +
        'accepts: owns the order.',
    );
    expect(removal['x-cognito-access']).toEqual({
      mode: 'token',
      groups: { any: ['admin', 'owner'], all: [], none: ['banned'] },
      stepUp: { maxAge: 60 },
      policies: ['owns the order'],
    });
    expect(Object.keys(removal.responses)).toEqual([
      '200',
      '401',
      '403',
      '503',
    ]);
    expect(JSON.stringify(removal.responses['403'])).toContain(
      '"enum":["group_missing","group_forbidden","policy_refused"]',
    );
    expect(JSON.stringify(removal.responses['401'])).toContain(
      'step_up_required',
    );
  });

  it('keeps what the application wrote', async () => {
    const own = operation(documentOf(await boot()), '/shop/orders/own', 'post');

    expect(own.security).toEqual([{ mine: [] }]);
    expect(own.responses['401']).toEqual({ description: 'My own words' });
    expect(own.responses['503']).toBeDefined();
  });

  it('leaves routes without a guard alone', async () => {
    const nest = await boot();
    const plain = SwaggerModule.createDocument(
      nest,
      new DocumentBuilder().build(),
    );
    const document = documentOf(nest);

    for (const path of ['/shop/keys', '/shop/keys/inherited']) {
      expect(document.paths[path]).toEqual(plain.paths[path]);
    }
  });

  it('changes nothing when it runs twice', async () => {
    const nest = await boot();
    const document = documentOf(nest, { domain });
    const before = structuredClone(document);

    expect(documentAccess(nest, document, { domain })).toEqual(before);
  });

  it('keeps every version of one path', async () => {
    const nest = await boot(express, (one) =>
      one.enableVersioning({ type: VersioningType.HEADER, header: 'v' }),
    );
    const versions = operation(documentOf(nest), '/shop/versions');

    expect(versions.security).toEqual([{}, { cognito: [] }]);
    expect(versions['x-cognito-access']).toMatchObject([
      { mode: 'public', version: '1' },
      { mode: 'token', version: '2', groups: { any: ['staff'] } },
    ]);
  });

  it('finds routes in a document without the global prefix', async () => {
    const nest = await boot(express, (one) => one.setGlobalPrefix('api'));
    const plain = SwaggerModule.createDocument(
      nest,
      new DocumentBuilder().build(),
      {
        ignoreGlobalPrefix: true,
        operationIdFactory: (_controller, method) => method,
      },
    );
    const document = documentAccess(nest, plain);

    expect(operation(document, '/shop/orders/open').security).toEqual([]);
    expect(operation(document, '/shop/orders').security).toEqual([
      { cognito: [] },
    ]);
  });

  it.each(['3.0.0', '3.1.0'])('is valid OpenAPI %s', async (version) => {
    const document = documentOf(await boot(), { domain }, version);
    // For @All(), swagger writes methods that these versions do not know.
    const known = JSON.stringify(
      document,
      (key, value: unknown) =>
        ['search', 'query'].includes(key) ? undefined : value,
      2,
    );
    const { valid, errors } = await new Validator().validate(known);

    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('needs an application with the module', async () => {
    app = await bootApp(express, { controllers: [] });
    const { app: nest } = app;

    expect(() => documentOf(nest)).toThrow(
      'documentAccess() needs an application that imports CognitoAuthModule',
    );
  });
});

describe.each(platforms)('A document on $name', (platform) => {
  it('agrees with the guard on every operation', async () => {
    const nest = await boot(platform, (one) => {
      one.setGlobalPrefix('api', {
        exclude: [{ path: 'shop/orders/open', method: RequestMethod.GET }],
      });
      one.enableVersioning({ type: VersioningType.URI });
    });
    const document = documentOf(nest, { domain });
    const weak = pool.accessToken();
    let compared = 0;
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, found] of Object.entries(item) as [
        string,
        Operation,
      ][]) {
        // The platforms know no such method, and an answer to HEAD has no body.
        if (['head', 'search', 'query'].includes(method)) continue;
        const url = `${app?.url}${path.replace('{id}', '7')}`;
        const [anonymous, lacking] = await Promise.all(
          [{}, { token: weak }].map((sent) =>
            request(url, { method: method.toUpperCase(), ...sent }),
          ),
        );
        const { security, responses } = found;
        const needsToken =
          security !== undefined &&
          security.length > 0 &&
          security.every((one) => Object.keys(one).length > 0) &&
          !path.includes('/keys');
        expect([path, anonymous?.status === 401]).toEqual([path, needsToken]);
        const code = lacking?.body['code'];
        if (code !== undefined) {
          expect(JSON.stringify(responses[lacking?.status ?? 0])).toContain(
            JSON.stringify(code),
          );
        }
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(15);
  });
});
