import { rsaKey } from '../signing-keys/rsa.fixture.js';

const { jwk, publicKey } = rsaKey('published');

export { publicKey };

/** What the addresses of key sets answer, in the place of a network. */
export class PublishedKeySets {
  /** Addresses that were asked, each time. */
  readonly asked: string[] = [];
  /** The signals they were asked with. */
  readonly signals: (AbortSignal | null | undefined)[] = [];
  private readonly failing = new Set<string>();
  private isStalled = false;

  /** For the option `keys.fetch`. */
  readonly fetch = async (
    input: string | URL | Request,
    init?: RequestInit,
  ): Promise<Response> => {
    const address = input instanceof Request ? input.url : String(input);
    this.asked.push(address);
    this.signals.push(init?.signal);
    if (this.isStalled) {
      await new Promise(() => undefined);
    }
    return this.failing.has(new URL(address).hostname)
      ? new Response('', { status: 503 })
      : Response.json({ keys: [jwk] });
  };

  /** From now on those hosts answer 503. */
  breakDown(...hosts: string[]): void {
    hosts.forEach((host) => this.failing.add(host));
  }

  /** From now on all of them answer. */
  comeBack(): void {
    this.failing.clear();
  }

  /** From now on none of them answers. */
  stall(): void {
    this.isStalled = true;
  }
}
