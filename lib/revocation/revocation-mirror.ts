import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  CognitoUnauthorizedException,
  CognitoUnavailableException,
} from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { RevocationList } from './revocation-list.js';
import { RevocationReader } from './revocation-reader.js';
import type { Revocation } from '../options/revocations-options.interface.js';

/**
 * Mirrors the revocations of the store in memory, so that no request waits for
 * the store. Without the option `revocations` it refuses nothing.
 */
@Injectable()
export class RevocationMirror
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly list = new RevocationList();
  private readonly reader: RevocationReader | undefined;
  private readonly listeners = new Set<() => void>();
  /** When the mirror was last read whole, on the monotonic clock. */
  private readAt = -Infinity;

  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
  ) {
    const { revocations } = options;
    this.reader =
      revocations &&
      new RevocationReader(revocations, (read, begun) => {
        read.forEach((revocation) => this.list.add(revocation));
        this.list.removeEnded(Date.now() / 1000);
        this.readAt = begun;
        this.tellListeners();
      });
  }

  /** @throws Error if the first read fails and `keys.prefetch` is `require`. */
  async onApplicationBootstrap(): Promise<void> {
    await this.reader?.start();
    const failure = this.reader?.lastFailure;
    if (failure !== undefined && this.options.keys.prefetch === 'require') {
      throw new Error(failure);
    }
  }

  beforeApplicationShutdown(): void {
    this.reader?.stop();
  }

  /** Age of the mirror in milliseconds; `undefined` without the option. */
  get age(): number | undefined {
    return this.reader && performance.now() - this.readAt;
  }

  /** `true` if the mirror is too old to decide, or was never read. */
  get isStale(): boolean {
    const { revocations } = this.options;
    return (
      revocations !== undefined &&
      performance.now() - this.readAt >
        revocations.refreshEvery + revocations.staleIfError
    );
  }

  /** Returns whether a token is known to be revoked. */
  isRevoked(user: CognitoUser): boolean {
    return this.list.has(user);
  }

  /** Returns whether `check()` would throw. */
  refuses(user: CognitoUser): boolean {
    return this.reader !== undefined && (this.list.has(user) || this.isStale);
  }

  /**
   * Checks the principal of a verified token.
   *
   * @throws CognitoUnauthorizedException if its token is revoked
   * @throws CognitoUnavailableException if the mirror is too old to decide.
   */
  check(user: CognitoUser): void {
    if (!this.refuses(user)) {
      return;
    }
    // A known revocation stays one, however old the mirror is.
    if (this.list.has(user)) {
      throw new CognitoUnauthorizedException('token_revoked');
    }
    throw new CognitoUnavailableException('revocations_unavailable', {
      retryAfterMs: this.options.revocations?.refreshEvery ?? 0,
    });
  }

  /** Calls back after each change, for connections that are open. */
  onChange(changed: () => void): void {
    this.listeners.add(changed);
  }

  /** Adds a revocation of this instance, which counts at once. */
  add(revocation: Revocation): void {
    this.list.add(revocation);
    this.tellListeners();
  }

  private tellListeners(): void {
    this.listeners.forEach((changed) => changed());
  }
}
