import { Inject, Injectable } from '@nestjs/common';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
  type ResolvedRevocations,
} from '../options/resolved-options.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { RevocationMirror } from './revocation-mirror.js';
import { withDeadline } from './deadline.js';
import type { Revocation } from '../options/revocations-options.interface.js';

/** The longest life of a token of Cognito, in seconds. */
const longestLife = 86_400;

/**
 * Signs tokens, sign-ins, users and clients out before their tokens expire.
 * Cognito cannot tell an API that verifies tokens itself of a sign-out. A
 * revocation counts at once here, and on other instances when the store tells
 * them, at the latest after `refreshEvery`.
 *
 * Each method rejects if the store does not answer within `refreshEvery`. The
 * revocation counts on this instance all the same. Repeat it for the others.
 *
 * Revoke at Cognito as well (`AdminUserGlobalSignOut`), or a refresh token gets
 * new tokens.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
 */
@Injectable()
export class CognitoRevocations {
  // Not in a constructor, which would put internal classes into the public types.
  @Inject(RESOLVED_OPTIONS)
  private readonly options!: ResolvedOptions;

  @Inject(RevocationMirror)
  private readonly mirror!: RevocationMirror;

  /**
   * Revokes one token, until it expires.
   *
   * @throws Error if the token has no `jti`, or the store does not take it.
   */
  async revokeToken(user: CognitoUser): Promise<void> {
    const id = idOf(user, 'jti');
    const { userPoolId, expiresAt: until } = user;
    await this.add({ userPoolId, kind: 'token', id, until });
  }

  /**
   * Revokes one sign-in, with all tokens that are refreshed from it.
   *
   * @throws Error if the token has no `origin_jti`, or the store does not take
   * it. Cognito writes `origin_jti` if token revocation is enabled for the client.
   */
  async revokeSession(user: CognitoUser): Promise<void> {
    const id = idOf(user, 'origin_jti');
    const { userPoolId } = user;
    await this.add({ userPoolId, kind: 'session', id, until: this.until() });
  }

  /**
   * Revokes all sign-ins of a user, or of a machine by its client id as `sub`.
   *
   * @param before sign-ins at this time or earlier, by default now. It compares
   * `auth_time`, which a refresh keeps, in whole seconds
   * @throws Error if the store does not take it.
   */
  async revokeUser(
    { userPoolId, sub }: { userPoolId: string; sub: string },
    before?: Date,
  ): Promise<void> {
    await this.addBefore({ userPoolId, kind: 'user', id: sub }, before);
  }

  /**
   * Revokes all sign-ins with an app client.
   *
   * @param before sign-ins at this time or earlier, by default now
   * @throws Error if the store does not take it.
   */
  async revokeClient(
    { userPoolId, clientId }: { userPoolId: string; clientId: string },
    before?: Date,
  ): Promise<void> {
    await this.addBefore({ userPoolId, kind: 'client', id: clientId }, before);
  }

  private addBefore(
    revocation: Pick<Revocation, 'userPoolId' | 'kind' | 'id'>,
    before = new Date(),
  ): Promise<void> {
    const seconds = Math.floor(before.getTime() / 1000);
    return this.add({ ...revocation, before: seconds, until: this.until() });
  }

  private until(): number {
    const lives = this.options.userPools.map(
      ({ maxTokenAge = longestLife }) => maxTokenAge,
    );
    return (
      Math.ceil(Date.now() / 1000) +
      Math.max(...lives, this.options.dynamicPools ? longestLife : 0)
    );
  }

  private async add(revocation: Revocation): Promise<void> {
    const { store, refreshEvery } = this.requireOption();
    this.mirror.add(revocation);
    await withDeadline(store.add(revocation), refreshEvery);
  }

  private requireOption(): ResolvedRevocations {
    const { revocations } = this.options;
    if (revocations === undefined) {
      throw new Error('CognitoRevocations needs the option revocations');
    }
    return revocations;
  }
}

function idOf({ claims }: CognitoUser, name: 'jti' | 'origin_jti'): string {
  const id: unknown = claims[name];
  if (typeof id !== 'string' || id === '') {
    throw new Error(
      `The token has no ${name}, so this revocation could never match: enable ` +
        'token revocation for the app client',
    );
  }
  return id;
}
