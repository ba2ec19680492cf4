const kinds = ['good', 'expired', 'forged', 'revoked'] as const;

/** What a token is. */
export type Kind = (typeof kinds)[number];

const channels = ['HTTP', 'WebSocket'] as const;

export type Channel = (typeof channels)[number];

/** The answers that each kind of token may get. */
const expected: Record<Kind, readonly string[]> = {
  good: ['admitted'],
  expired: ['token_expired'],
  // While the key endpoint fails, nothing tells a new key from a forged one.
  forged: ['signature_invalid', 'keys_unavailable'],
  revoked: ['token_revoked'],
};

/** Counts answers, and those that are wrong. */
export class Tally {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly wrong = new Map<string, number>();

  add(channel: Channel, kind: Kind, answer: string): void {
    const name = `${channel}, ${kind}`;
    const answers = this.counts.get(name) ?? new Map<string, number>();
    this.counts.set(name, answers.set(answer, (answers.get(answer) ?? 0) + 1));
    if (!expected[kind].includes(answer)) {
      this.wrong.set(name, (this.wrong.get(name) ?? 0) + 1);
    }
  }

  get wrongAnswers(): number {
    return [...this.wrong.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Returns the channels and kinds without an answer. A test without them is none. */
  get untested(): string[] {
    return channels
      .flatMap((channel) => kinds.map((kind) => `${channel}, ${kind}`))
      .filter((name) => !this.counts.has(name));
  }

  rows(): string[][] {
    return [...this.counts]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, answers]) => [
        name,
        String([...answers.values()].reduce((sum, count) => sum + count, 0)),
        String(this.wrong.get(name) ?? 0),
        [...answers].map(([answer, count]) => `${answer} ${count}`).join(', '),
      ]);
  }
}
