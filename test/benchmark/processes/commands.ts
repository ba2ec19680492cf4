/** The commands of a process, by name. Arguments and results are JSON. */
export type Commands = Readonly<Record<string, (argument: never) => unknown>>;

export interface Question {
  readonly command: string;
  readonly argument: unknown;
}

export type Reply = { readonly value: unknown } | { readonly error: string };

/**
 * Runs the commands of the parent process, one at a time. This process ends when
 * the parent process disconnects.
 */
export function serve(commands: Commands): void {
  process.on('message', (question: Question) => {
    void reply(commands, question).then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit());
}

async function reply(
  commands: Commands,
  { command, argument }: Question,
): Promise<Reply> {
  try {
    return { value: await commands[command]?.(argument as never) };
  } catch (error) {
    return { error: String(error instanceof Error ? error.stack : error) };
  }
}
