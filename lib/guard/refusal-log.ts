import { Inject, Injectable, Logger } from '@nestjs/common';
import { requirementsOf } from '../authorization/requirements-info.js';
import { Authenticator } from '../authentication/authenticator.js';
import { isCognitoAuthException } from '../errors/exceptions.js';
import { explainResolved } from '../explain/explain.js';
import { KeySets } from '../keys/key-sets.js';
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
    private readonly keySets: KeySets,
    private readonly authenticator: Authenticator,
  ) {}

  /** Logs a refusal; other errors are the application's own. */
  report(error: Error, call: Call): void {
    if (this.options.explainRefusals && isCognitoAuthException(error)) {
      void this.log(error.code, call);
    }
  }

  private async log(code: string, call: Call): Promise<void> {
    const { context, access } = call;
    const { checks } = await explainResolved(
      this.tokenOf(call) ?? '',
      this.options,
      requirementsOf(access),
      this.keySets,
    );
    const lines = checks
      .filter(({ passed }) => !passed)
      .map(({ check, why, remedy }) => `  ${check}: ${why} ${remedy}`);
    const route = routeNameOf(context);
    logger.warn([`${route} refused a call: ${code}`, ...lines].join('\n'));
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
