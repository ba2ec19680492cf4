import { Controller, Get, Injectable, UseGuards } from '@nestjs/common';
import { CognitoGuard, Groups } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { bootAudited, mistakesIn } from '../../support/audited.app.js';
import { loadSecondCopy } from '../../support/second-copy.js';

const { library: other } = await loadSecondCopy();

const namedIn = (className: string) =>
  `${className} has decorators of another copy of nestjs-cognito-auth, which ` +
  'this CognitoGuard cannot read: find the copies with ' +
  '"npm ls nestjs-cognito-auth", and install one';

describe('A second copy of the package', () => {
  it('is named for a decorator on a handler', async () => {
    @Controller()
    class OrdersController {
      @Get()
      @other.Groups('admin')
      list() {}
    }

    const controllers = [OrdersController];
    expect(await mistakesIn({ controllers }, { globalGuard: true })).toEqual([
      namedIn('OrdersController'),
    ]);
  });

  it('is named for a decorator on a class, or on one it extends', async () => {
    @Controller('base')
    @UseGuards(CognitoGuard)
    @other.Scopes('orders/read')
    class BaseController {
      @Get()
      list() {}
    }

    @Controller('extending')
    class ExtendingController extends BaseController {}

    const controllers = [BaseController, ExtendingController];
    expect(await mistakesIn({ controllers })).toEqual([
      namedIn('BaseController'),
      namedIn('ExtendingController'),
    ]);
  });

  it('is named beside decorators of the first on the same handler', async () => {
    @Controller()
    @UseGuards(CognitoGuard)
    class MixedController {
      @Get()
      @other.Groups('admin')
      @Groups('staff')
      list() {}
    }

    expect(await mistakesIn({ controllers: [MixedController] })).toEqual([
      namedIn('MixedController'),
    ]);
  });

  it('is named where open routes would be let in, too', async () => {
    @Controller()
    @UseGuards(CognitoGuard)
    class OpenController {
      @Get()
      @other.Public()
      list() {}
    }

    expect(await mistakesIn({ controllers: [OpenController] })).toEqual([
      namedIn('OpenController'),
    ]);
  });

  it('is named for a provider, whatever unguarded routes may do', async () => {
    @Injectable()
    class Service {
      @other.Groups('admin')
      remove() {}
    }

    const options = { unguardedRoutes: 'ignore' as const };
    expect(await mistakesIn({ providers: [Service] }, options)).toEqual([
      namedIn('Service'),
    ]);
  });

  it('has a guard of its own, which needs its own module', async () => {
    @Controller()
    @UseGuards(other.CognitoGuard)
    class OrdersController {
      @Get()
      list() {}
    }

    await expect(
      bootAudited({ controllers: [OrdersController] }),
    ).rejects.toThrow(
      'CognitoGuard is used where CognitoAuthModule is not there',
    );
  });
});
