/** The outcome of one trial. */
export interface Result {
  readonly nest: number;
  /** Version of Node, or the tool. */
  readonly where: string;
  readonly what: string;
  /** What it printed, if it failed. */
  readonly failure: string | undefined;
}

/** Formats all results as a table in Markdown, failures in full below. */
export function table(results: readonly Result[]): string {
  const date = new Date().toISOString().slice(0, 10);
  const nests = [...new Set(results.map(({ nest }) => nest))];
  const rows = [...new Set(results.map(rowOf))].map((row) => [
    row,
    ...nests.map((nest) => {
      const found = results.find(
        (result) => rowOf(result) === row && result.nest === nest,
      );
      return found ? mark(found) : '';
    }),
  ]);
  const heading = [`tried on ${date}`, ...nests.map((nest) => `Nest ${nest}`)];
  const failures = results.filter(({ failure }) => failure !== undefined);
  return [
    ...[heading, heading.map(() => '---'), ...rows].map(
      (cells) => `| ${cells.join(' | ')} |`,
    ),
    ...failures.map(
      (result) => `\n${rowOf(result)}, Nest ${result.nest}:\n${result.failure}`,
    ),
  ].join('\n');
}

function rowOf({ where, what }: Result): string {
  return `${where}: ${what}`;
}

function mark({ failure }: Result): string {
  return failure === undefined ? 'works' : 'fails';
}
