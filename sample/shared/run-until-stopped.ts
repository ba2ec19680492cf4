/** A sample that has started. */
export interface StartedSample {
  /** Lines to print for whoever wants to try it. */
  readonly lines: readonly string[];
  readonly close: () => Promise<unknown>;
}

/** The parts that a sample needs beside itself, such as a user pool. */
interface Surroundings {
  /** Environment variables that configure the sample for it. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly stop: () => Promise<unknown>;
}

/**
 * Runs a sample until SIGINT or SIGTERM. Its surroundings are started first, and
 * stopped last.
 *
 * @param surround is not called if the environment names a user pool of your own
 */
export async function runUntilStopped<S extends Surroundings>(
  surround: () => Promise<S>,
  start: (surroundings: S | undefined) => Promise<StartedSample>,
): Promise<void> {
  const { COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID } = process.env;

  // `on`, not `once`: Ctrl-C sends the signal twice, from the terminal and from the
  // Nest CLI. The second one must not end the process before it has stopped.
  const stopRequested = new Promise((resolve) => {
    process.on('SIGINT', resolve).on('SIGTERM', resolve);
  });

  const surroundings =
    COGNITO_USER_POOL_ID || COGNITO_CLIENT_ID ? undefined : await surround();
  try {
    Object.assign(process.env, surroundings?.environment);
    const { lines, close } = await start(surroundings);
    ['', ...lines, '\nCtrl-C stops it.'].forEach((line) => console.log(line));

    await stopRequested;
    await close();
  } finally {
    await surroundings?.stop();
  }
}
