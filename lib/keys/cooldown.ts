/** Lets an act happen once in a time, such as the fetch for an unknown key id. */
export class Cooldown {
  private next = -Infinity;

  /** @param length milliseconds from one act to the next */
  constructor(private readonly length: number) {}

  /**
   * Returns the milliseconds until the next turn. With 0 the caller has to act
   * now. The cooldown then starts now, however the act ends.
   */
  takeTurn(now: number): number {
    const pause = Math.max(0, this.next - now);
    if (pause === 0) {
      this.next = now + this.length;
    }
    return pause;
  }
}
