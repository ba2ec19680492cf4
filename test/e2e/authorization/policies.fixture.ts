import {
  Controller,
  Get,
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
import { TestUserPool } from 'nestjs-cognito-auth/testing';

export const pool = await TestUserPool.create();

/** The library, with its guard for every route. */
export const guarded = CognitoAuthModule.forRoot({
  ...pool.options,
  globalGuard: true,
});

@Injectable()
export class Orders {
  ownerOf(id: string): string {
    return id === '1' ? 'alice' : 'bob';
  }
}

/** A policy that needs a provider and the request. */
@Injectable()
export class OwnsOrder {
  constructor(private readonly orders: Orders) {}

  async check(user: CognitoUser, context: ExecutionContext): Promise<boolean> {
    return user.username === this.orders.ownerOf(orderIn(context));
  }
}

/** The id in the path of a request. */
export function orderIn(context: ExecutionContext): string {
  const { params } = context
    .switchToHttp()
    .getRequest<{ params: { id: string } }>();
  return params.id;
}

type PolicyClass = Parameters<typeof Policy>[0];

/** A controller of its own, at `/<path>/:id`, with the policy. */
export function controllerAt(path: string, policy: PolicyClass = OwnsOrder) {
  @Controller(path)
  class OrdersController {
    @Get(':id')
    @Policy(policy)
    read(@Param('id') id: string) {
      return { id };
    }
  }
  return OrdersController;
}

@Module({
  controllers: [controllerAt('own')],
  providers: [Orders, OwnsOrder],
  exports: [OwnsOrder],
})
export class OwnModule {}
