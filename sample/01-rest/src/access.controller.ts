import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CognitoAccessMap, explain, Public } from 'nestjs-cognito-auth';
import { userPoolFromEnvironment } from './user-pool.config.js';

/** Routes that the page calls for itself. */
const ofThePage = /^(Access|Page|PageAssets)Controller\./;

/**
 * Tells the page what there is to call, and why a call was refused. Explanations
 * are for development: an application that is open to the world has none.
 */
@Controller('access')
@Public()
@ApiExcludeController()
export class AccessController {
  private readonly options = userPoolFromEnvironment();

  constructor(private readonly map: CognitoAccessMap) {}

  @Get('routes')
  routes() {
    return this.map.routes().filter(({ handler }) => !ofThePage.test(handler));
  }

  /** Explains the caller's own token, and no other. */
  @Post('why')
  @HttpCode(200)
  async why(
    @Headers('authorization') credentials: string | undefined,
    @Body('handler') handler: unknown,
  ) {
    const token = credentials?.replace(/^bearer +/i, '') ?? '';
    const route = this.routes().find((each) => each.handler === handler);
    const { checks } = await explain(token, this.options, route);
    return checks.filter(({ passed }) => !passed);
  }
}
