import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport';

/** A strategy of the application's own, beside the library's. */
@Injectable()
export class ApiKeyStrategy extends PassportStrategy(Strategy, 'api-key') {
  override authenticate(request: { headers: Record<string, unknown> }): void {
    if (request.headers['x-api-key'] === 'key') {
      this.success({ robot: true });
    } else {
      this.fail(401);
    }
  }

  validate(): never {
    throw new Error('not called: the strategy has no verify callback');
  }
}
