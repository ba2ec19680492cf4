import { format } from 'node:util';
import { vi } from 'vitest';

/**
 * All that the process writes, from its creation to its end: by a logger, by
 * `console`, or straight to stdout and stderr.
 */
export class Output {
  readonly lines: string[] = [];

  private readonly spies = [
    ...(['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map(
      (level) =>
        vi
          .spyOn(console, level)
          .mockImplementation((...values) => this.add(format(...values))),
    ),
    ...[process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        this.add(String(chunk));
        return true;
      }),
    ),
  ];

  /** The lines in which some of the given texts can be found again. */
  holding(texts: ReadonlySet<string>): string[] {
    return this.lines.filter((line) =>
      [...texts].some((text) => line.includes(text)),
    );
  }

  end(): void {
    this.spies.forEach((spy) => spy.mockRestore());
  }

  private add(line: string): void {
    this.lines.push(line);
  }
}

/**
 * Texts that would give away what a request carried: the runs of letters in
 * its credentials, as sent and as they decode.
 */
export function tracesOf(credentials: string): string[] {
  const parts = credentials.split(/[\s.]+/);
  const decoded = parts.map((part) =>
    Buffer.from(part, 'base64url').toString(),
  );
  return [...parts, ...decoded].flatMap(
    (text) => text.match(/[\w+/-]{12,}/g) ?? [],
  );
}
