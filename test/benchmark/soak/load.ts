import { setTimeout as sleep } from 'node:timers/promises';
import { callHttp, Caller } from './callers.js';
import type { Fleet } from './fleet.js';
import { limits } from './limits.js';
import type { Tally } from './tally.js';

const unrevoked = ['good', 'good', 'expired', 'forged'] as const;

/** Milliseconds between two calls of one loop, which leaves CPU time to spare. */
const pause = 10;

/** Sends tokens to a fleet until it is stopped, and counts the answers. */
export class Load {
  /** `false` while Redis is away, or soon will be. */
  signsOut = true;
  private isStopped = false;
  private readonly loops: Promise<void>[];

  constructor(
    private readonly fleet: Fleet,
    private readonly tally: Tally,
  ) {
    const one = fleet.urls[0] ?? '';
    const other = fleet.urls[1] ?? '';
    this.loops = [
      ...fleet.urls.flatMap((url) => [
        this.repeat(() => this.overHttp(url)),
        this.repeat(() => this.overHttp(url)),
        this.repeat(() => this.overWebSocket(url)),
      ]),
      this.repeat(() => this.signOut(one, other)),
      this.repeat(() => this.signOut(other, one)),
    ];
  }

  /** Waits for the calls that are under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.loops);
  }

  private async repeat(call: () => Promise<void>): Promise<void> {
    while (!this.isStopped) {
      await call();
      await sleep(pause);
    }
  }

  private async overHttp(url: string): Promise<void> {
    for (const kind of unrevoked) {
      const answer = await callHttp(url, this.fleet.token(kind));
      this.tally.add('HTTP', kind, answer);
    }
  }

  private async overWebSocket(url: string): Promise<void> {
    for (const kind of unrevoked) {
      const caller = new Caller(url, this.fleet.token(kind));
      let answer = await caller.say();
      // The connection of a caller who was refused is closed.
      if (answer === 'admitted') answer = await caller.say();
      this.tally.add('WebSocket', kind, answer);
      caller.close();
    }
  }

  /** Signs a new sign-in out at one instance, with a connection to the other. */
  private async signOut(here: string, there: string): Promise<void> {
    if (!this.signsOut) {
      return;
    }
    const token = this.fleet.newSession();
    const caller = new Caller(there, token);
    this.tally.add('WebSocket', 'good', await caller.say());
    this.tally.add('HTTP', 'good', await callHttp(there, token));
    const signedOut = await callHttp(`${here}/sign-out`, token, 'POST');
    this.tally.add('HTTP', 'good', signedOut);
    this.tally.add('HTTP', 'revoked', await callHttp(here, token));
    const end = await caller.end(limits.revocation);
    this.tally.add('WebSocket', 'revoked', end);
    caller.close();
    this.tally.add('HTTP', 'revoked', await callHttp(there, token));
  }
}
