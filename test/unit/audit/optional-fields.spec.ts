import { UseGuards } from '@nestjs/common';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  CognitoAuthModule,
  CognitoGuard,
  OptionalAuth,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { bootApp, express } from '../../support/platforms.js';

const pool = await TestUserPool.create();

@Resolver('Order')
@UseGuards(CognitoGuard)
@OptionalAuth()
class OptionalResolver {
  @Query('orders')
  orders() {}

  @ResolveField('owner')
  owner() {}
}

@Resolver('Order')
class OptionalFieldResolver {
  @ResolveField('owner')
  @OptionalAuth()
  owner() {}
}

async function boot(resolver: new () => object) {
  const app = await bootApp(express, {
    imports: [CognitoAuthModule.forRoot(pool.options)],
    providers: [resolver],
  });
  await app.close();
}

describe('@OptionalAuth() where Nest runs no guards for fields', () => {
  it('is for the queries of its class, which lead to the fields', async () => {
    await expect(boot(OptionalResolver)).resolves.toBeUndefined();
  });

  it('refuses the boot on a field itself', async () => {
    await expect(boot(OptionalFieldResolver)).rejects.toThrow(
      'OptionalFieldResolver.owner() has @OptionalAuth(), but Nest runs no',
    );
  });
});
