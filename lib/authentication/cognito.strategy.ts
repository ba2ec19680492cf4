import type { KeyObject } from 'node:crypto';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { ResolvedUserPool } from '../options/resolved-options.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { createPrincipal } from '../principal/create-principal.js';
import { checkClaims } from '../token/check-claims.js';
import type { Validity } from '../token/check-times.js';
import type { PassportRun } from './passport-run.js';

/** What Passport is given in the place of a request: nothing it could change matters. */
interface VerificationRequest {
  readonly token: string;
  readonly key: KeyObject;
}

/** A verified token: its principal, and when it is valid. */
export interface VerifiedUser {
  readonly user: CognitoUser;
  readonly validity: Validity;
}

/**
 * The Passport JWT strategy of one issuer: verifies a token's signature with a
 * key of that issuer, checks its claims and makes the principal.
 *
 * It is not in Passport's registry, which is global to the process: there a
 * second application could take its place.
 */
export class CognitoStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly pool: ResolvedUserPool,
    issuer: string,
  ) {
    super({
      jwtFromRequest: ({ token }: VerificationRequest) => token,
      // The key is at hand, so that no failure to get one ends up as a bad token.
      secretOrKeyProvider: ({ key }: VerificationRequest, _token, done) =>
        done(null, key as unknown as string),
      algorithms: ['RS256'],
      issuer,
      // Times are checked with the other claims: jsonwebtoken takes a token
      // without `exp`, and its errors would have to be told apart.
      ignoreExpiration: true,
      jsonWebTokenOptions: { ignoreNotBefore: true },
    });
  }

  /**
   * @throws CognitoUnauthorizedException
   */
  verify(token: string, key: KeyObject): Promise<VerifiedUser> {
    return new Promise((resolve, reject) => {
      // A copy for each run: on a shared one, overlapping requests would take
      // over each other's outcome.
      const run = Object.create(this) as CognitoStrategy &
        PassportRun<VerifiedUser>;
      run.success = resolve;
      run.error = reject;
      // Time checks are off here and the caller checks the issuer, so any
      // failure means a bad signature.
      run.fail = (cause) =>
        reject(
          new CognitoUnauthorizedException('signature_invalid', { cause }),
        );
      const request: VerificationRequest = { token, key };
      run.authenticate(request as never);
    });
  }

  /** Passport calls it with the claims of a token whose signature is good. */
  validate(given: Readonly<Record<string, unknown>>): VerifiedUser {
    const { claims, validity } = checkClaims(given, this.pool, Date.now());
    return { user: createPrincipal(claims, this.pool), validity };
  }

  protected getPassportInstance() {
    return { use: () => undefined };
  }
}
