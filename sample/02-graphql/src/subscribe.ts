import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

// A client that prints each order that is placed. Its arguments are the URL of
// the graph and a token.
const [, , url = '', token] = process.argv;

const client = createClient({
  url,
  webSocketImpl: WebSocket,
  // A function, so that a client that connects again can send a new token.
  connectionParams: () => ({ token }),
  retryAttempts: 0,
  on: { connected: () => console.log('connected') },
});

const query = 'subscription { orderPlaced { id item } }';
try {
  for await (const result of client.iterate({ query })) {
    console.log(JSON.stringify(result));
  }
} catch (error) {
  const { code, reason } = error as { code?: number; reason?: string };
  console.log(`closed with ${code} ${reason}`);
}
