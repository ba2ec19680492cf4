import { setTimeout as sleep } from 'node:timers/promises';
import { callHttp, Caller } from './callers.js';
import type { Fleet } from './fleet.js';
import { limits } from './limits.js';
import type { AnswerTimes } from './answer-times.js';
import type { Channel, Kind, Tally } from './tally.js';

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
    private readonly times: AnswerTimes,
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

  /** Sends one token to each instance. */
  async callInstances(token: string, kind: Kind): Promise<void> {
    for (const url of this.fleet.urls) {
      this.tally.add('HTTP', kind, await callHttp(url, token));
    }
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
      const call = () => callHttp(url, this.fleet.token(kind));
      const answer = await this.timed('HTTP', kind, call);
      this.tally.add('HTTP', kind, answer);
    }
  }

  private async overWebSocket(url: string): Promise<void> {
    for (const kind of unrevoked) {
      const caller = new Caller(url, this.fleet.token(kind));
      const say = () => caller.say();
      let answer = await this.timed('WebSocket', kind, say);
      // The connection of a caller who was refused is closed.
      if (answer === 'admitted') answer = await caller.say();
      this.tally.add('WebSocket', kind, answer);
      caller.close();
    }
  }

  private timed(
    channel: Channel,
    kind: Kind,
    call: () => Promise<string>,
  ): Promise<string> {
    return kind === 'good' ? this.times.of(channel, call) : call();
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
    this.tally.add('HTTP', 'leaving', signedOut);
    this.tally.add('HTTP', 'revoked', await callHttp(here, token));
    const end = await caller.end(limits.revocation);
    this.tally.add('WebSocket', 'revoked', end);
    caller.close();
    this.tally.add('HTTP', 'revoked', await callHttp(there, token));
  }
}
