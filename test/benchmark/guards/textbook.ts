import { Inject, Injectable } from '@nestjs/common';
import { AuthGuard, PassportModule, PassportStrategy } from '@nestjs/passport';
import { passportJwtSecret } from 'jwks-rsa';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { Guarding, ServedUserPool } from './guarding.js';

const USER_POOL = Symbol('USER_POOL');

/** The strategy that tutorials show, with the options that they set. */
@Injectable()
class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(@Inject(USER_POOL) { issuer, jwksUri }: ServedUserPool) {
    super({
      secretOrKeyProvider: passportJwtSecret({
        cache: true,
        rateLimit: true,
        jwksRequestsPerMinute: 5,
        jwksUri,
      }),
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      issuer,
      algorithms: ['RS256'],
    });
  }

  validate(claims: unknown): unknown {
    return claims;
  }
}

export function textbook(pool: ServedUserPool): Guarding {
  return {
    imports: [PassportModule.register({ defaultStrategy: 'jwt' })],
    providers: [{ provide: USER_POOL, useValue: pool }, JwtStrategy],
    guards: [AuthGuard('jwt')],
  };
}
