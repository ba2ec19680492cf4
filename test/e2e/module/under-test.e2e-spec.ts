import { Test } from '@nestjs/testing';
import {
  COGNITO_AUTH_MODULE_OPTIONS,
  CognitoAuthModule,
  CognitoGuard,
  CognitoVerifier,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { AskingController } from '../../support/asking-routes.js';
import { request } from '../../support/http.js';
import { MeController } from './me.fixture.js';
import { platforms } from '../../support/platforms.js';

const pool = await TestUserPool.create();
const other = await TestUserPool.create();

describe('an application under test', () => {
  const appModule = () =>
    Test.createTestingModule({
      imports: [
        CognitoAuthModule.forRoot({
          userPoolId: 'eu-west-1_Production',
          clientId: 'production',
          globalGuard: true,
        }),
      ],
      controllers: [MeController],
    });

  it('takes a test pool by the options token', async () => {
    const compiled = await appModule()
      .overrideProvider(COGNITO_AUTH_MODULE_OPTIONS)
      .useValue(pool.options)
      .compile();
    const verifier = compiled.get(CognitoVerifier);
    const user = await verifier.verify(pool.accessToken({ sub: 'me' }));
    expect(user.sub).toBe('me');
    await expect(verifier.verify(other.accessToken())).rejects.toHaveProperty(
      'code',
      'issuer_unknown',
    );
  });

  it('takes what stands in for the guard as a guard', async () => {
    const compiled = await Test.createTestingModule({
      imports: [
        CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
      ],
      controllers: [AskingController],
    })
      .overrideProvider(CognitoGuard)
      .useValue({ canActivate: () => true })
      .compile();
    const app = compiled.createNestApplication();
    await app.listen(0, '127.0.0.1');
    const { status } = await request(`${await app.getUrl()}/asks/groups`);
    await app.close();
    expect(status).toBe(200);
  });

  it.each(platforms)(
    'takes another guard in the place of the global one on $name',
    async ({ createAdapter }) => {
      const compiled = await appModule()
        .overrideProvider(COGNITO_AUTH_MODULE_OPTIONS)
        .useValue(pool.options)
        .overrideProvider(CognitoGuard)
        .useValue({ canActivate: () => false })
        .compile();
      const app = compiled.createNestApplication(createAdapter());
      await app.listen(0, '127.0.0.1');
      const { status } = await request(await app.getUrl());
      await app.close();
      expect(status).toBe(403);
    },
  );
});
