import { HttpException, Inject, Injectable } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import type { CallerToken } from 'nestjs-cognito-auth';
import { catchError, type Observable } from 'rxjs';

/** The error that the service answers with, if it refuses a caller. */
interface Refusal {
  readonly statusCode?: number;
  readonly error?: string;
  readonly message: string;
  readonly code?: string;
}

/** Calls the service as the user who called the gateway. */
@Injectable()
export class OrdersClient {
  private readonly tokens = new WeakMap<object, CallerToken>();

  /** A client of TCP has one hook for all messages. It gets the payload of each. */
  constructor(@Inject('ORDERS') private readonly client: ClientProxy) {
    client.setOnDispatchHook((packet) => {
      const metadata = this.tokens.get(packet.data as object)?.headers;
      Object.assign(packet, { metadata });
    });
  }

  mine(token: CallerToken): Observable<unknown> {
    return this.ask('orders.mine', token);
  }

  all(token: CallerToken): Observable<unknown> {
    return this.ask('orders.all', token);
  }

  private ask(pattern: string, token: CallerToken): Observable<unknown> {
    const payload = {};
    this.tokens.set(payload, token);
    return this.client
      .send<unknown>(pattern, payload)
      .pipe(catchError((refusal: Refusal) => answer(refusal)));
  }
}

/** Answers an HTTP client with what the service said. */
function answer({ statusCode = 502, error, message, code }: Refusal): never {
  throw new HttpException({ statusCode, error, message, code }, statusCode);
}
