import {
  Controller,
  Get,
  Injectable,
  UseGuards,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Claim, CurrentUser, Groups, OptionalAuth } from 'nestjs-cognito-auth';
import { expect, it } from 'vitest';
import { describeAudit } from '../../support/audited.app.js';
import { request } from '../../support/http.js';

/** A guard of the application's own, which knows its callers another way. */
@Injectable()
class ApiKeyGuard implements CanActivate {
  canActivate(context: ExecutionContext) {
    const request = context
      .switchToHttp()
      .getRequest<{ headers: Record<string, string>; user?: object }>();
    const key = request.headers['x-api-key'];
    request.user = { robot: key };
    return key !== undefined;
  }
}

class DerivedGuard extends ApiKeyGuard {}

const unguarded = (what: string) =>
  `${what}, but Nest runs no CognitoGuard for it: add ` +
  '@UseGuards(CognitoGuard) to it or its class, or globalGuard: true to ' +
  'CognitoAuthModule';

describeAudit('trusted guards', ({ boot }) => {
  @Controller('robots')
  @UseGuards(DerivedGuard)
  class RobotsController {
    @Get('who')
    who(@CurrentUser() user: unknown, @Claim('sub') sub: unknown) {
      return { user, sub: sub ?? null };
    }
  }

  it('refuses a route that a guard of your own protects', async () => {
    await expect(boot([RobotsController])).rejects.toThrow(
      unguarded('RobotsController.who() has @Claim(), @CurrentUser()'),
    );
  });

  it('takes a trusted guard, and its subclasses, for what names the caller', async () => {
    const app = await boot([RobotsController], {
      trustedGuards: [ApiKeyGuard],
    });
    const headers = { 'x-api-key': 'key' };
    const known = await request(`${app.url}/robots/who`, { headers });
    const unknown = await request(`${app.url}/robots/who`);
    await app.close();
    expect(known.body).toEqual({ user: { robot: 'key' }, sub: null });
    expect(unknown.status).toBe(403);
  });

  it('never takes one for a requirement', async () => {
    @Controller()
    @UseGuards(ApiKeyGuard)
    class AdminController {
      @Get('groups')
      @Groups('admin')
      groups(@CurrentUser() _user: unknown) {
        return {};
      }

      @Get('optional')
      @OptionalAuth()
      optional() {
        return {};
      }
    }

    await expect(
      boot([AdminController], { trustedGuards: [ApiKeyGuard] }),
    ).rejects.toThrow(
      'CognitoAuthModule refuses to start the application:\n - ' +
        unguarded('AdminController.groups() has @Groups(), @CurrentUser()') +
        '\n - ' +
        unguarded('AdminController.optional() has @OptionalAuth()'),
    );
  });
});
