import { Controller, Get, Header } from '@nestjs/common';
import { HealthCheck, HealthCheckService } from '@nestjs/terminus';
import { Groups, Public } from 'nestjs-cognito-auth';
import { CognitoHealthIndicator } from 'nestjs-cognito-auth/terminus';
import { metricLines } from './metrics.js';

/** The state of an instance, for its operator. */
@Controller()
export class OperationsController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly cognito: CognitoHealthIndicator,
  ) {}

  @Get('health')
  @Public()
  @HealthCheck()
  check() {
    return this.health.check([() => this.cognito.check()]);
  }

  @Get('metrics')
  @Groups('admin')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  metrics() {
    return metricLines();
  }
}
