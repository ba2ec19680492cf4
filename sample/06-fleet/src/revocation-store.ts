import {
  MemoryRevocationStore,
  type RevocationStore,
} from 'nestjs-cognito-auth';
import { RedisRevocationStore } from 'nestjs-cognito-auth/redis';
import { createClient } from 'redis';

/** A store, and how to end its connections. */
export interface OpenStore {
  readonly store: RevocationStore;
  readonly close: () => void;
}

/**
 * Opens the store that all instances share. Without `REDIS_URL` it is the memory of
 * this process, which is enough for two instances in one process.
 */
export async function openStore(): Promise<OpenStore> {
  const url = process.env.REDIS_URL;
  if (!url) {
    return { store: new MemoryRevocationStore(), close: () => undefined };
  }
  const client = createClient({ url });
  // Without a listener, an error of the connection would end the process.
  client.on('error', (error: Error) => console.warn(error.message));
  await client.connect();
  const store = new RedisRevocationStore(client);
  return {
    store,
    close: () => {
      store.close();
      client.destroy();
    },
  };
}
