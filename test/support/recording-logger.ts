import type { LoggerService } from '@nestjs/common';

/** Keeps what is logged at any level by this library, as `<level> <message>`. */
export class RecordingLogger implements LoggerService {
  readonly lines: string[] = [];

  log(...line: unknown[]): void {
    this.record('log', line);
  }

  error(...line: unknown[]): void {
    this.record('error', line);
  }

  warn(...line: unknown[]): void {
    this.record('warn', line);
  }

  debug(...line: unknown[]): void {
    this.record('debug', line);
  }

  verbose(...line: unknown[]): void {
    this.record('verbose', line);
  }

  /** Nest hands over the context of the logger last. */
  private record(level: string, [message, ...rest]: unknown[]): void {
    if (rest.at(-1) === 'CognitoAuth') {
      this.lines.push(`${level} ${String(message)}`);
    }
  }
}
