/** Says what is going on, beside the report and not in it. */
export function progress(message: string): void {
  process.stderr.write(`${message}\n`);
}
