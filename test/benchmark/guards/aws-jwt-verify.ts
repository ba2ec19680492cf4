import {
  Inject,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { UserPoolFacts } from '../users.js';
import type { Guarding } from './guarding.js';

const VERIFIER = Symbol('VERIFIER');

interface Request {
  readonly headers: { readonly authorization?: string };
  user?: unknown;
}

/** The guard of Nest's documentation, with AWS's verifier. */
@Injectable()
class AwsJwtVerifyGuard implements CanActivate {
  constructor(
    @Inject(VERIFIER)
    private readonly verifier: { verify(token: string): Promise<unknown> },
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const [type, token] = request.headers.authorization?.split(' ') ?? [];
    if (type !== 'Bearer' || !token) {
      throw new UnauthorizedException();
    }
    try {
      request.user = await this.verifier.verify(token);
    } catch {
      throw new UnauthorizedException();
    }
    return true;
  }
}

export function awsJwtVerify(pool: UserPoolFacts): Guarding {
  return {
    providers: [{ provide: VERIFIER, useFactory: () => createVerifier(pool) }],
    guards: [AwsJwtVerifyGuard],
  };
}

/** Creates AWS's verifier with the key set loaded, so that it fetches none. */
export function createVerifier({ userPoolId, clientId, jwks }: UserPoolFacts) {
  const verifier = CognitoJwtVerifier.create({
    userPoolId,
    clientId,
    tokenUse: 'access',
  });
  verifier.cacheJwks(jwks);
  return verifier;
}
