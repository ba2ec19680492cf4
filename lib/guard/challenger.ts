import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { wwwAuthenticate } from '../challenge/challenge.js';
import {
  CognitoUnavailableException,
  type CognitoAuthException,
} from '../challenge/exceptions.js';
import { SETTINGS, type CognitoAuthSettings } from '../options/settings.js';

/**
 * Writes the header that goes with a refusal onto the response. The body is for
 * Nest's exception filter, or the application's own: it may answer as it likes,
 * and the header is there already.
 */
@Injectable()
export class Challenger {
  constructor(
    @Inject(SETTINGS) private readonly settings: CognitoAuthSettings,
    private readonly adapterHost: HttpAdapterHost,
  ) {}

  challenge(refusal: CognitoAuthException, response: unknown): void {
    const [name, value] =
      refusal instanceof CognitoUnavailableException
        ? ['Retry-After', String(refusal.retryAfter)]
        : [
            'WWW-Authenticate',
            wwwAuthenticate(refusal.challenge, this.settings.realm),
          ];
    this.adapterHost.httpAdapter.setHeader(response, name, value);
  }
}
