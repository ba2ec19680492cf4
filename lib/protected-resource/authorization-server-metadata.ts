import { fetchJson } from '../keys/fetch-json.js';
import { FetchSchedule } from '../keys/fetch-schedule.js';
import type {
  ResolvedKeysOptions,
  ResolvedUserPool,
} from '../options/resolved-options.js';

/** Fields of Cognito's discovery document that RFC 8414 §2 knows as well. */
const copiedFields = [
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'userinfo_endpoint',
  'revocation_endpoint',
  'scopes_supported',
  'response_types_supported',
  'token_endpoint_auth_methods_supported',
] as const;

type Document = Readonly<Record<string, unknown>>;

/**
 * Serves metadata of a user pool's authorization server (RFC 8414) that announces
 * PKCE. Cognito supports it, but its own discovery document does not say so.
 */
export class AuthorizationServerMetadata {
  private known:
    { readonly document: object; readonly fetchedAt: number } | undefined;
  private fetching: Promise<object> | undefined;
  private lastError: unknown;
  private readonly schedule = new FetchSchedule();

  /** @param origin issuer of the metadata: where it is served (RFC 8414 §3.3) */
  constructor(
    private readonly pool: ResolvedUserPool,
    private readonly origin: string,
    private readonly options: ResolvedKeysOptions,
    private readonly closed: AbortSignal,
  ) {}

  /**
   * Returns the metadata, from one fetch for `keys.maxAge` and all who ask. If a
   * fetch fails, it returns the last metadata for `keys.staleIfError` longer.
   *
   * @throws Error if the discovery document cannot be fetched, or is not whole.
   */
  async get(): Promise<object> {
    const { maxAge, staleIfError } = this.options;
    const fresh = this.youngerThan(maxAge);
    if (fresh) {
      return fresh;
    }
    try {
      return await this.fetchOnce();
    } catch (error) {
      const stale = this.youngerThan(maxAge + staleIfError);
      if (stale) {
        return stale;
      }
      throw error;
    }
  }

  private youngerThan(age: number): object | undefined {
    return this.known && performance.now() < this.known.fetchedAt + age
      ? this.known.document
      : undefined;
  }

  /** Fetches one document at a time, and none while the schedule makes a pause. */
  private fetchOnce(): Promise<object> {
    if (!this.fetching && this.schedule.pause(performance.now()) > 0) {
      return Promise.reject(this.lastError as Error);
    }
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetch(): Promise<object> {
    try {
      const document = await this.discover();
      this.schedule.succeeded();
      this.known = { document, fetchedAt: performance.now() };
      return document;
    } catch (error) {
      this.schedule.failed(performance.now());
      this.lastError = error;
      throw error;
    }
  }

  private async discover(): Promise<object> {
    const [first] = this.pool.issuers;
    const issuer = first?.issuer ?? '';
    const discovered = await fetchJson(
      `${issuer}/.well-known/openid-configuration`,
      this.options,
      this.closed,
    );
    return bridged(discovered, issuer, this.origin);
  }
}

function bridged(discovered: unknown, issuer: string, origin: string): object {
  const document = (discovered ?? {}) as Document;
  if (document['issuer'] !== issuer) {
    throw new Error('The discovery document is of another issuer');
  }
  for (const name of ['authorization_endpoint', 'token_endpoint']) {
    if (typeof document[name] !== 'string') {
      throw new Error(`The discovery document has no ${name}`);
    }
  }
  return {
    issuer: origin,
    ...Object.fromEntries(
      copiedFields.flatMap((name) =>
        document[name] === undefined ? [] : [[name, document[name]]],
      ),
    ),
    code_challenge_methods_supported: ['S256'],
  };
}
