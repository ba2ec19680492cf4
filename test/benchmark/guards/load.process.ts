import autocannon from 'autocannon';
import { serve } from '../processes/commands.js';

/** A round of load on one server. */
export interface Load {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

export interface Answered {
  readonly requests: number;
  readonly seconds: number;
}

const commands = {
  /**
   * Sends requests to a server for some seconds.
   *
   * @throws Error if a single response is not the route's own.
   */
  async fire({ url, tokens, connections, seconds }: Load): Promise<Answered> {
    const requests = tokens.map((token) => ({
      headers: { authorization: `Bearer ${token}` },
    }));
    let client = 0;
    const result = await autocannon({
      url,
      connections,
      duration: seconds,
      sampleInt: 100,
      expectBody: '{"hello":"world"}',
      // Each connection sends the tokens of its share of the users in turn.
      setupClient(connection) {
        const own = requests.filter(
          (_, index) => index % connections === client,
        );
        connection.setRequests(own);
        client += 1;
      },
    });
    const { errors, mismatches, statusCodeStats = {} } = result;
    const succeeded = statusCodeStats['200']?.count ?? 0;
    const hasOthers = Object.keys(statusCodeStats).length > 1;
    if (succeeded === 0 || hasOthers || errors > 0 || mismatches > 0) {
      const report = JSON.stringify({ errors, mismatches, statusCodeStats });
      throw new Error(`A round of load on ${url} failed: ${report}`);
    }
    return { requests: succeeded, seconds: result.duration };
  },
};

export type LoadCommands = typeof commands;

serve(commands);
