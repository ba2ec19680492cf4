import { NestFactory } from '@nestjs/core';
import type { INestApplication } from '@nestjs/common';
import { InstanceModule } from './instance.module.js';
import { startMetrics } from './metrics.js';
import { openStore } from './revocation-store.js';

/** Instances of the API, which listen on this machine only. */
export interface Instances {
  readonly urls: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Starts two instances that share their revocations.
 *
 * @param ports a port for each; 0 for a free one
 */
export async function startInstances(
  ports: readonly [number, number],
): Promise<Instances> {
  const { store, close } = await openStore();
  const stopMetrics = startMetrics();
  const apps: INestApplication[] = [];
  const closeAll = async () => {
    await Promise.all(apps.map((app) => app.close()));
    await stopMetrics();
    close();
  };
  try {
    for (const port of ports) {
      const module = InstanceModule.on(store);
      const app = await NestFactory.create(module, { abortOnError: false });
      apps.push(app);
      await app.listen(port, '127.0.0.1');
    }
    const urls = await Promise.all(apps.map((app) => app.getUrl()));
    return { urls, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
