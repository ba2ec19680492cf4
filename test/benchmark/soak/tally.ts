/** The answers that each kind of token may get. */
const expected = {
  good: ['admitted'],
  expired: ['token_expired'],
  // While the key endpoint fails, nothing tells a new key from a forged one.
  forged: ['signature_invalid', 'keys_unavailable'],
  /** Of a user who signs out. */
  leaving: ['admitted'],
  revoked: ['token_revoked'],
  /** Of a user pool that was sent away. */
  departed: ['issuer_unknown'],
} satisfies Record<string, readonly string[]>;

/** What a token is. */
export type Kind = keyof typeof expected;

export type Channel = 'HTTP' | 'WebSocket';

/** The answers without which a soak has shown nothing. */
const required = [
  ...Object.keys(expected).map((kind) => `HTTP, ${kind}`),
  ...['good', 'expired', 'forged', 'revoked'].map(
    (kind) => `WebSocket, ${kind}`,
  ),
];

/** Counts answers, and those that are wrong. */
export class Tally {
  private readonly counts = new Map<string, Map<string, number>>();
  private readonly wrong = new Map<string, number>();

  add(channel: Channel, kind: Kind, answer: string): void {
    const name = `${channel}, ${kind}`;
    const answers = this.counts.get(name) ?? new Map<string, number>();
    this.counts.set(name, answers.set(answer, (answers.get(answer) ?? 0) + 1));
    const right: readonly string[] = expected[kind];
    if (!right.includes(answer)) {
      this.wrong.set(name, (this.wrong.get(name) ?? 0) + 1);
    }
  }

  get wrongAnswers(): number {
    return sumOf(this.wrong);
  }

  get signOuts(): number {
    return sumOf(this.counts.get('HTTP, leaving') ?? new Map<string, number>());
  }

  /** Returns the required answers that did not come. */
  get untested(): string[] {
    return required.filter((name) => !this.counts.has(name));
  }

  rows(): string[][] {
    return [...this.counts]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, answers]) => [
        name,
        String(sumOf(answers)),
        String(this.wrong.get(name) ?? 0),
        [...answers].map(([answer, count]) => `${answer} ${count}`).join(', '),
      ]);
  }
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
