import { fetchJson } from '../keys/fetch-json.js';
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
    { readonly document: object; readonly until: number } | undefined;
  private fetching: Promise<object> | undefined;

  /** @param origin issuer of the metadata: where it is served (RFC 8414 §3.3) */
  constructor(
    private readonly pool: ResolvedUserPool,
    private readonly origin: string,
    private readonly options: ResolvedKeysOptions,
    private readonly closed: AbortSignal,
  ) {}

  /**
   * Returns the metadata, from one fetch for `keys.maxAge` and all who ask.
   *
   * @throws Error if the discovery document cannot be fetched, or is not whole.
   */
  async get(): Promise<object> {
    if (this.known && performance.now() < this.known.until) {
      return this.known.document;
    }
    this.fetching ??= this.fetch().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async fetch(): Promise<object> {
    const [first] = this.pool.issuers;
    const issuer = first?.issuer ?? '';
    const discovered = await fetchJson(
      `${issuer}/.well-known/openid-configuration`,
      this.options,
      this.closed,
    );
    const document = bridged(discovered, issuer, this.origin);
    const until = performance.now() + this.options.maxAge;
    this.known = { document, until };
    return document;
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
