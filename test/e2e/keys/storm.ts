import autocannon from 'autocannon';

/** More requests than a test could send one by one. */
export interface Storm {
  readonly count: number;
  /** Called for each request. */
  readonly token: () => string;
}

/**
 * Sends requests at full speed: each connection the next as soon as it has an
 * answer.
 *
 * @returns how many answers there were of each status and body
 */
export async function storm(
  url: string,
  { count, token }: Storm,
): Promise<Record<string, number>> {
  const answers: Record<string, number> = {};
  await autocannon({
    url,
    amount: count,
    connections: 64,
    timeout: 60,
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          headers: { authorization: `Bearer ${token()}` },
        }),
        onResponse: (status, body) => {
          const answer = `${status} ${body}`;
          answers[answer] = (answers[answer] ?? 0) + 1;
        },
      },
    ],
  });
  return answers;
}
