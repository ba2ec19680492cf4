import { Logger } from '@nestjs/common';
import type { ResolvedRevocations } from '../options/resolved-options.js';
import { FetchReport, revocationsChannel } from '../insight/channels.js';
import { readRevocations } from './read-revocations.js';
import { withDeadline } from './deadline.js';
import type { Revocation } from '../options/revocations-options.interface.js';

const logger = new Logger('CognitoAuth');

/**
 * Reads a store at intervals, and at once when it tells of a change. At most one
 * read is under way. It logs when reads begin to fail and when they recover.
 */
export class RevocationReader {
  private readonly reads = new FetchReport(revocationsChannel, {});
  private failure: string | undefined;
  /** True from a read that failed until one that did not. */
  private isFailing = false;
  private reading: Promise<void> | undefined;
  private readsAgain = false;
  private isStopped = false;
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  /**
   * @param take takes what was read, and when the read began on the monotonic
   * clock
   */
  constructor(
    private readonly options: ResolvedRevocations,
    private readonly take: (
      revocations: readonly Revocation[],
      begun: number,
    ) => void,
  ) {}

  /** Why the last read failed; `undefined` if it did not. */
  get lastFailure(): string | undefined {
    return this.failure;
  }

  /** Subscribes to the store, and reads it once. It never rejects. */
  async start(): Promise<void> {
    const { store } = this.options;
    try {
      this.unsubscribe = store.subscribe?.(() => void this.onChange());
    } catch (error) {
      logger.warn(`No push of revocations: ${messageOf(error)}`);
    }
    await this.refresh();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.unsubscribe?.();
  }

  /** A store may tell of a change after the application has closed. */
  private async onChange(): Promise<void> {
    if (!this.isStopped) {
      await this.refresh();
    }
  }

  /** Reads the store now, or again after the read that is under way. */
  private refresh(): Promise<void> {
    if (this.reading) {
      this.readsAgain = true;
      return this.reading;
    }
    clearTimeout(this.timer);
    this.reading = this.read().finally(() => {
      this.reading = undefined;
      this.schedule();
    });
    return this.reading;
  }

  private schedule(): void {
    if (!this.isStopped) {
      const delay = this.readsAgain ? 0 : this.options.refreshEvery;
      this.readsAgain = false;
      this.timer = setTimeout(() => void this.refresh(), delay).unref();
    }
  }

  private async read(): Promise<void> {
    const begun = performance.now();
    try {
      const { revocations, unusable } = readRevocations(
        await this.reads.measure(() => this.list()),
      );
      this.reads.tell('fetched');
      this.take(revocations, begun);
      this.tellRecovered();
      if (unusable > 0) {
        this.report(`${unusable} revocations of the store are unusable`);
      } else if (this.failure !== undefined) {
        this.failure = undefined;
        logger.log('The revocations are read again');
      }
    } catch (error) {
      this.tellFailed(error);
      this.report(`The revocations cannot be read: ${messageOf(error)}`);
    }
  }

  private tellFailed(error: unknown): void {
    if (!this.isFailing && !this.isStopped) {
      this.isFailing = true;
      this.reads.tell('failed', error);
    }
  }

  private tellRecovered(): void {
    if (this.isFailing) {
      this.isFailing = false;
      this.reads.tell('recovered');
    }
  }

  /** Logs a failure once, however often it repeats. */
  private report(failure: string): void {
    if (this.failure !== failure && !this.isStopped) {
      logger.warn(failure);
    }
    this.failure = failure;
  }

  /** A store that never answers must not stop the reads that follow. */
  private list(): Promise<unknown> {
    const { store, refreshEvery } = this.options;
    return withDeadline(store.list(), refreshEvery);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
