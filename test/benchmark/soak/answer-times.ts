import type { Channel } from './tally.js';

const noFault = 'no fault';

/** Times the answers to good tokens, by the fault that they come under. */
export class AnswerTimes {
  private fault = noFault;
  private readonly milliseconds = new Map<string, number[]>();

  /** Makes a call and keeps its time, for the fault under which it began. */
  async of(channel: Channel, call: () => Promise<string>): Promise<string> {
    const name = `${this.fault}, ${channel}`;
    const begun = performance.now();
    const answer = await call();
    const times = this.milliseconds.get(name) ?? [];
    this.milliseconds.set(name, times);
    times.push(performance.now() - begun);
    return answer;
  }

  async under<T>(fault: string, run: () => Promise<T>): Promise<T> {
    this.fault = fault;
    try {
      return await run();
    } finally {
      this.fault = noFault;
    }
  }

  rows(): string[][] {
    return [...this.milliseconds].map(([name, times]) => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) =>
        sorted[Math.floor(sorted.length * share)]?.toFixed(1) ?? '';
      return [name, String(sorted.length), at(0.5), at(0.99)];
    });
  }
}
