import { Inject, Injectable, Logger } from '@nestjs/common';
import { requirementsOf } from '../authorization/requirements-info.js';
import { Authenticator } from '../authentication/authenticator.js';
import { Issuers } from '../authentication/issuers.js';
import {
  isCognitoAuthException,
  type CognitoAuthException,
} from '../errors/exceptions.js';
import { explainResolved } from '../explain/explain-resolved.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import { routeNameOf } from '../request/route-name.js';
import type { Call } from './call.js';

const logger = new Logger('CognitoAuth');

/** Logs why calls are refused, during development (option `explainRefusals`). */
@Injectable()
export class RefusalLog {
  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    private readonly issuers: Issuers,
    private readonly authenticator: Authenticator,
  ) {}

  /** Logs a refusal; other errors are the application's own. */
  report(error: Error, call: Call): void {
    if (this.options.explainRefusals && isCognitoAuthException(error)) {
      void this.log(error, call);
    }
  }

  private async log(
    { code, message }: CognitoAuthException,
    call: Call,
  ): Promise<void> {
    const { context, access } = call;
    const { checks } = await explainResolved({
      token: this.tokenOf(call) ?? '',
      route: requirementsOf(access),
      options: this.options,
      issuers: this.issuers,
    });
    const failed = checks
      .filter(({ passed }) => !passed)
      .map(({ check, why, remedy }) => `${check}: ${why} ${remedy}`);
    // A policy, `validate` and revocations are not among the checks.
    const reasons = failed.length > 0 ? failed : [message];
    const route = routeNameOf(context);
    logger.warn([`${route} refused a call: ${code}`, ...reasons].join('\n  '));
  }

  private tokenOf({ transport, holder, context }: Call): string | undefined {
    const { connections } = this.options;
    try {
      const carrier = transport.carrierOf(holder, context, connections);
      return this.authenticator.tokenOf(carrier);
    } catch {
      // Malformed credentials have no token to explain.
      return undefined;
    }
  }
}
