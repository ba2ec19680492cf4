import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Carrier } from '../request/carrier.js';
import { extractToken } from '../request/extractors.js';
import {
  authenticationOf,
  pendingOf,
  isPending,
  setAuthentication,
  type Authentication,
} from '../request/request-authentication.js';
import type { Transport } from '../request/transport.js';
import { share } from './shared-authentication.js';
import { TokenVerifier } from './token-verifier.js';
import { VerifiedAuthentication } from './verified-authentication.js';
import { VerifiedToken } from './verified-token.js';

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
    const isConnection = transport.isConnection(holder);
    return (
      this.resultOf(holder, isConnection) ??
      this.begin(
        holder,
        isConnection,
        transport.carrierOf(holder, context, this.options.connections),
      )
    );
  }

  /**
   * Authenticates the caller of a connection once, where there is no context.
   *
   * @throws CognitoAuthException as `authenticate()` does.
   */
  authenticateConnection(connection: object, carrier: Carrier): Result {
    return (
      this.resultOf(connection, true) ?? this.begin(connection, true, carrier)
    );
  }

  /**
   * Authenticates a carrier. It returns a promise only if the token is not in
   * the cache, or if `validate` is configured.
   *
   * @param given the token, if it is not in the carrier
   * @returns `undefined` if the carrier has no token
   * @throws CognitoAuthException if the token is refused, and every error of an
   * extractor or `validate`.
   */
  authenticate(carrier: Carrier, given?: string): Result {
    const token = given ?? this.tokenOf(carrier);
    if (token === undefined) {
      return undefined;
    }
    const readToken = (): string | undefined => given ?? this.tokenOf(carrier);
    const verified = this.verifier.verify(token);
    return verified instanceof VerifiedToken
      ? this.accept(verified, true, carrier, readToken)
      : verified.then((found) => this.accept(found, false, carrier, readToken));
  }

  /** @throws CognitoBadRequestException if the credentials are malformed. */
  tokenOf(carrier: Carrier): string | undefined {
    return extractToken(this.options.tokenFrom, carrier);
  }

  /** Returns the authentication that a holder has, or that has begun for it. */
  private resultOf(holder: object, isConnection: boolean): Result {
    const kept = authenticationOf(holder, this);
    return kept && (!isConnection || kept.isStillValid())
      ? kept
      : pendingOf(holder, this);
  }

  private begin(
    holder: object,
    isConnection: boolean,
    carrier: Carrier,
  ): Result {
    // The token that a connection was renewed with is in no carrier.
    const given = authenticationOf(holder, this)?.token;
    const result = this.authenticate(carrier, given);
    return isPending(result)
      ? share(holder, this, result, isConnection)
      : setAuthentication(holder, result);
  }

  private accept(
    verified: VerifiedToken,
    isRemembered: boolean,
    carrier: Carrier,
    readToken: () => string | undefined,
  ): Authentication | Promise<Authentication> {
    const { validate } = this.options;
    const admit = (requestUser: unknown): Authentication =>
      new VerifiedAuthentication(
        verified,
        isRemembered,
        requestUser,
        readToken,
        this,
      );
    return validate === undefined
      ? admit(verified.user)
      : acceptedBy(validate, verified.user, carrier).then(admit);
  }
}

/** @throws CognitoUnauthorizedException if `validate` returns nothing. */
async function acceptedBy(
  validate: NonNullable<ResolvedOptions['validate']>,
  user: CognitoUser,
  carrier: Carrier,
): Promise<unknown> {
  const requestUser = await validate(user, carrier);
  if (!requestUser) {
    throw new CognitoUnauthorizedException('user_refused');
  }
  return requestUser;
}
