import {
  Catch,
  Inject,
  Injectable,
  type ArgumentsHost,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, BaseExceptionFilter } from '@nestjs/core';

/** Sees how far requests get. */
@Injectable()
export class Witness {
  /** What the requests since the last look have reached. */
  readonly reached: string[] = [];

  forget(): void {
    this.reached.length = 0;
  }
}

@Injectable()
class WitnessInterceptor implements NestInterceptor {
  constructor(@Inject(Witness) private readonly witness: Witness) {}

  intercept(_context: ExecutionContext, next: CallHandler) {
    this.witness.reached.push('interceptor');
    return next.handle();
  }
}

/** Nest's own filter, which looks at the refused request before it answers. */
@Catch()
class WitnessFilter extends BaseExceptionFilter {
  @Inject(Witness) private readonly witness!: Witness;

  override catch(error: unknown, host: ArgumentsHost): void {
    if ('user' in host.switchToHttp().getRequest<object>()) {
      this.witness.reached.push('request.user');
    }
    super.catch(error, host);
  }
}

export const witnesses: Provider[] = [
  Witness,
  { provide: APP_INTERCEPTOR, useClass: WitnessInterceptor },
  { provide: APP_FILTER, useClass: WitnessFilter },
];
