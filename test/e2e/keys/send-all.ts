import type { Agent } from 'node:http';
import { request } from '../../support/http.js';

/** How many answers of each kind there were: by status, and code if any. */
export type Tally = Record<string, number>;

export interface Sending {
  readonly count: number;
  /** How many send at once. */
  readonly senders: number;
  readonly token: (index: number) => string;
  readonly agent: Agent;
}

/** Sends requests from several senders, each as fast as it is answered. */
export async function sendAll(
  url: string,
  { count, senders, token, agent }: Sending,
): Promise<Tally> {
  const tally: Tally = {};
  let sent = 0;
  const sender = async (): Promise<void> => {
    while (sent < count) {
      const { status, body } = await request(url, {
        token: token(sent++),
        agent,
      });
      const kind = [status, body['code']].filter(Boolean).join(' ');
      tally[kind] = (tally[kind] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return tally;
}
