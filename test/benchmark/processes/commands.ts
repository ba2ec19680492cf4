/** What a process can be asked to do, by name. Arguments and answers are JSON. */
export type Commands = Readonly<Record<string, (argument: never) => unknown>>;

export interface Question {
  readonly command: string;
  readonly argument: unknown;
}

export type Reply = { readonly value: unknown } | { readonly error: string };

/**
 * Answers the process that started this one, one question at a time, and ends
 * with it.
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
