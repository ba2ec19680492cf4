import { setTimeout as sleep } from 'node:timers/promises';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { Fleet } from './fleet.js';
import { limits } from './limits.js';
import type { Load } from './load.js';

/** More than an instance keeps, so that each call may send another one away. */
const count = limits.maxPools + 2;

/** User pools that the instances know of only while the soak runs. */
export class Tenants {
  private constructor(readonly pools: readonly TestUserPool[]) {}

  static async create(): Promise<Tenants> {
    const pools = Array.from({ length: count }, () => TestUserPool.create());
    return new Tenants(await Promise.all(pools));
  }

  /** Lets each tenant call, sends it away, lets it call in vain, takes it back. */
  async comeAndGo(fleet: Fleet, load: Load): Promise<void> {
    for (const pool of this.pools) {
      await this.callAll(load);
      const token = pool.accessToken();
      await fleet.askAll('forgetPool', pool.userPoolId);
      await load.callInstances(token, 'departed');
      await fleet.askAll('addPool', pool.userPoolId);
      await sleep(limits.unknownFor * 2);
      await load.callInstances(token, 'good');
    }
  }

  private async callAll(load: Load): Promise<void> {
    for (const pool of this.pools) {
      await load.callInstances(pool.accessToken(), 'good');
    }
  }
}
