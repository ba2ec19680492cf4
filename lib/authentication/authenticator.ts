import { types } from 'node:util';
import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import type { Carrier } from '../request/carrier.js';
import { extractToken } from '../request/extractors.js';
import {
  authenticationOf,
  pendingOf,
  setAuthentication,
  setPending,
  type Authentication,
} from '../request/request-authentication.js';
import type { Transport } from '../request/transport.js';
import { TokenVerifier } from './token-verifier.js';
import { VerifiedAuthentication } from './verified-authentication.js';
import type { VerifiedToken } from './verified-token.js';

type Result = Authentication | undefined | Promise<Authentication>;

/** Authenticates the carrier of a token, and asks `validate` about the principal. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    readonly verifier: TokenVerifier,
  ) {}

  /**
   * Authenticates the caller of a context once for its holder: one HTTP request
   * of many GraphQL fields, or one connection of many messages. What can change
   * during a connection is checked again.
   *
   * @throws CognitoAuthException as `authenticate()` does.
   */
  authenticateOnce(
    holder: object,
    transport: Transport,
    context: ExecutionContext,
  ): Result {
    const kept = authenticationOf(holder, this);
    const isConnection = transport.isConnection(holder);
    if (kept && (!isConnection || kept.isStillValid())) {
      return kept;
    }
    const pending = pendingOf(holder, this);
    if (pending) {
      return pending;
    }
    const carrier = transport.carrierOf(
      holder,
      context,
      this.options.connections,
    );
    return this.begin(holder, carrier, isConnection);
  }

  /**
   * Authenticates the carrier of a holder, and keeps the result on the holder.
   *
   * @throws CognitoAuthException as `authenticate()` does.
   */
  begin(holder: object, carrier: Carrier, isConnection: boolean): Result {
    const result = this.authenticate(carrier);
    return types.isPromise(result)
      ? this.share(holder, result, isConnection)
      : setAuthentication(holder, result);
  }

  /**
   * Authenticates a carrier. It returns a promise only if the token is not in
   * the cache, or if `validate` is configured.
   *
   * @returns `undefined` if the carrier has no token
   * @throws CognitoAuthException if the token is refused, and every error of an
   * extractor or `validate`.
   */
  authenticate(carrier: Carrier): Result {
    const token = this.tokenOf(carrier);
    if (token === undefined) {
      return undefined;
    }
    const verified = this.verifier.verify(token);
    return types.isPromise(verified)
      ? verified.then((found) => this.accept(found, carrier))
      : this.accept(verified, carrier);
  }

  /** @throws CognitoBadRequestException if the credentials are malformed. */
  tokenOf(carrier: Carrier): string | undefined {
    return extractToken(this.options.tokenFrom, carrier);
  }

  /**
   * Shares an authentication that has begun with concurrent calls. A refusal
   * stays with its request, so that no number of fields costs more. A connection
   * may succeed later.
   */
  private share(
    holder: object,
    begun: Promise<Authentication>,
    isConnection: boolean,
  ): Promise<Authentication> {
    const result = begun.then((authentication) =>
      setAuthentication(holder, authentication),
    );
    setPending(holder, { authenticator: this, result });
    if (isConnection) {
      const end = (): void => setPending(holder, undefined);
      result.then(end, end);
    }
    return result;
  }

  private accept(
    verified: VerifiedToken,
    carrier: Carrier,
  ): Authentication | Promise<Authentication> {
    const { validate } = this.options;
    return validate === undefined
      ? this.authenticationWith(verified, verified.user, carrier)
      : this.validate(validate, verified, carrier);
  }

  private async validate(
    validate: NonNullable<ResolvedOptions['validate']>,
    verified: VerifiedToken,
    carrier: Carrier,
  ): Promise<Authentication> {
    const requestUser = await validate(verified.user, carrier);
    if (!requestUser) {
      throw new CognitoUnauthorizedException('user_refused');
    }
    return this.authenticationWith(verified, requestUser, carrier);
  }

  private authenticationWith(
    verified: VerifiedToken,
    requestUser: unknown,
    carrier: Carrier,
  ): Authentication {
    const readToken = (): string | undefined => this.tokenOf(carrier);
    return new VerifiedAuthentication(verified, requestUser, readToken, this);
  }
}
