import { Injectable, type NestMiddleware } from '@nestjs/common';
import { signInPlace } from './sign-in-place.js';

interface Response {
  setHeader(name: string, value: string): void;
}

/** Lets the page load nothing but its own files, and ask only Cognito. */
@Injectable()
export class PageHeaders implements NestMiddleware {
  private readonly origin = new URL(signInPlace().endpoint).origin;

  use(_request: unknown, response: Response, next: () => void) {
    const policy = [
      ...["default-src 'none'", "script-src 'self'", "style-src 'self'"],
      ...["img-src 'self'", `connect-src 'self' ${this.origin}`],
      ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
    ];
    response.setHeader('Content-Security-Policy', policy.join('; '));
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    next();
  }
}
