/** Prints progress to standard error, so that standard output has only the report. */
export function progress(message: string): void {
  process.stderr.write(`${message}\n`);
}
