import {
  Catch,
  Controller,
  UseFilters,
  type RpcExceptionFilter,
} from '@nestjs/common';
import { EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import {
  Claim,
  CognitoAuthException,
  CurrentToken,
  CurrentUser,
  Groups,
  OptionalAuth,
  Policy,
  type CallerToken,
} from 'nestjs-cognito-auth';
import { of, type Observable } from 'rxjs';

/** Answers with the code of a refusal, as a filter of an application may. */
@Catch(CognitoAuthException)
class CodeFilter implements RpcExceptionFilter<CognitoAuthException> {
  catch({ code }: CognitoAuthException): Observable<unknown> {
    return of({ caught: code });
  }
}

/** The payloads of the events whose handler ran. */
export const placed: unknown[] = [];

@Controller()
export class OrdersController {
  @MessagePattern('orders.mine')
  mine(
    @CurrentUser('sub') sub: string,
    @Claim('username') username: unknown,
    @Payload() payload: unknown,
  ) {
    return { sub, username, payload };
  }

  @MessagePattern('orders.news')
  @OptionalAuth()
  news(@CurrentUser('sub') sub?: string) {
    return { sub: sub ?? null };
  }

  @MessagePattern('orders.token')
  @OptionalAuth()
  token(@CurrentToken() token?: CallerToken) {
    return { headers: token?.headers ?? null, shown: JSON.stringify(token) };
  }

  @MessagePattern('orders.all')
  @Groups('admin')
  all() {
    return 'all';
  }

  @MessagePattern('orders.broken')
  @Policy(() => {
    throw new Error('a secret detail');
  }, 'is broken')
  broken() {
    return 'handled';
  }

  @MessagePattern('orders.filtered')
  @UseFilters(CodeFilter)
  filtered() {
    return 'handled';
  }

  @EventPattern('orders.placed')
  @Groups('admin')
  placed(@Payload() payload: unknown) {
    placed.push(payload);
  }
}
