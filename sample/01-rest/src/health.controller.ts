import { Controller, Get } from '@nestjs/common';
import { Public } from 'nestjs-cognito-auth';

@Controller('health')
export class HealthController {
  @Get()
  @Public()
  check() {
    return { status: 'ok' };
  }
}
