import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type {
  OAuthClientMetadata,
  OAuthTokens,
} from '@modelcontextprotocol/sdk/shared/auth.js';
import { Visitor } from './mcp.visitor.js';

const callback = 'http://127.0.0.1/callback';

/** An answer that the official client got, by the address it asked. */
export interface Seen {
  readonly address: string;
  readonly status: number;
  readonly challenge: string | null;
}

/** The official client, which knows an address and its own client id only. */
export class McpClient implements OAuthClientProvider {
  readonly redirectUrl = callback;
  readonly clientMetadata: OAuthClientMetadata = {
    redirect_uris: [callback],
    token_endpoint_auth_method: 'none',
  };
  /** Addresses that the client sent its user to. */
  readonly visits: URL[] = [];
  readonly seen: Seen[] = [];
  private readonly visitor = new Visitor();
  private stored: OAuthTokens | undefined;
  private verifier = '';
  private transport: StreamableHTTPClientTransport | undefined;

  constructor(
    private readonly server: URL,
    private readonly clientId: string,
  ) {}

  clientInformation() {
    return { client_id: this.clientId };
  }
  tokens() {
    return this.stored;
  }
  saveTokens(tokens: OAuthTokens) {
    this.stored = tokens;
  }
  saveCodeVerifier(verifier: string) {
    this.verifier = verifier;
  }
  codeVerifier() {
    return this.verifier;
  }
  redirectToAuthorization(url: URL) {
    this.visits.push(url);
  }

  /** Connects a new session. */
  async connect(): Promise<Client> {
    const client = new Client({ name: 'test', version: '1.0.0' });
    this.transport = new StreamableHTTPClientTransport(this.server, {
      authProvider: this,
      fetch: (url, init) => this.fetch(url, init),
    });
    await client.connect(this.transport);
    return client;
  }

  /** Signs the user in where the client sent them last, and redeems the code. */
  async finishSignIn(): Promise<void> {
    const start = this.visits.at(-1);
    if (start === undefined) throw new Error('No sign-in was asked for');
    const returned = await this.visitor.signIn(start, callback);
    await this.transport?.finishAuth(returned.searchParams.get('code') ?? '');
  }

  private async fetch(url: string | URL, init?: RequestInit) {
    const response = await fetch(url, init);
    this.seen.push({
      address: `${init?.method ?? 'GET'} ${new URL(url).pathname}`,
      status: response.status,
      challenge: response.headers.get('www-authenticate'),
    });
    return response;
  }
}
