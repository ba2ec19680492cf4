import type { KeyObject } from 'node:crypto';
import { PassportStrategy } from '@nestjs/passport';
import { Strategy } from 'passport-jwt';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { ResolvedUserPool } from '../options/resolved-options.js';
import { createPrincipal } from '../principal/create-principal.js';
import { checkClaims } from '../token/check-claims.js';
import type { CognitoClaims } from '../token/claims.js';
import type { PassportRun } from './passport-run.js';
import { VerifiedUser } from './verified-token.js';

/** Stands for the request that Passport expects, which it may change at will. */
interface VerificationRequest {
  readonly token: string;
  readonly key: KeyObject;
}

/**
 * The Passport JWT strategy of one issuer. It verifies a token with a signing key
 * of that issuer, checks the claims and creates the principal.
 *
 * It is not in Passport's registry. That registry is global to the process, so
 * another application could replace the strategy.
 */
export class CognitoStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly pool: ResolvedUserPool,
    issuer: string,
  ) {
    super({
      jwtFromRequest: ({ token }: VerificationRequest) => token,
      // The key is found before. passport-jwt would report a key set that cannot
      // be reached as a bad token.
      secretOrKeyProvider: ({ key }: VerificationRequest, _token, done) =>
        done(null, key as unknown as string),
      algorithms: ['RS256'],
      issuer,
      // `checkClaims()` checks the times. jsonwebtoken accepts a token without
      // `exp`, and its errors would have to be mapped to codes one by one.
      ignoreExpiration: true,
      jsonWebTokenOptions: { ignoreNotBefore: true },
    });
  }

  /**
   * Verifies a token with the signing key of its `kid`.
   *
   * @throws CognitoUnauthorizedException if the token is refused.
   */
  verify(token: string, key: KeyObject): Promise<VerifiedUser> {
    return new Promise((resolve, reject) => {
      // A copy for each run: the callbacks of overlapping requests would replace
      // each other on a shared one. `Object.create(this)` would be slow with many
      // user pools, because V8 gives each prototype a hidden class of its own.
      const run: CognitoStrategy & PassportRun<VerifiedUser> = Object.assign(
        Object.create(CognitoStrategy.prototype) as CognitoStrategy,
        this,
        {
          success: resolve,
          error: reject,
          // Time checks are off here and the caller checks the issuer, so any
          // failure means a bad signature.
          fail: (cause: unknown) =>
            reject(
              new CognitoUnauthorizedException('signature_invalid', { cause }),
            ),
        },
      );
      const request: VerificationRequest = { token, key };
      run.authenticate(request as never);
    });
  }

  /** Checks the claims. Passport calls it after it verified the signature. */
  validate(given: Readonly<Record<string, unknown>>): VerifiedUser {
    const validity = checkClaims(given, this.pool, Date.now());
    const user = createPrincipal(given as CognitoClaims, this.pool);
    return new VerifiedUser(user, validity);
  }

  protected getPassportInstance() {
    return { use: () => undefined };
  }
}
