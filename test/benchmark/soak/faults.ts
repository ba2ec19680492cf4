import { setTimeout as sleep } from 'node:timers/promises';
import { progress } from '../report/progress.js';
import type { AnswerTimes } from './answer-times.js';
import type { Fleet } from './fleet.js';
import { limits } from './limits.js';
import type { Load } from './load.js';

/** How often each thing has happened to the fleet. */
export type Happened = Record<string, number>;

/** Longer than `keys.maxAge`, so that the instances fetch in vain. */
const outage = limits.keysMaxAge * 1.5;

const faults: Record<string, (fleet: Fleet, load: Load) => Promise<unknown>> = {
  async 'keys rotated'(fleet) {
    const next = await fleet.keys.rotate();
    await sleep(limits.rotation);
    fleet.signWith(next);
  },

  async 'key endpoint down and back'(fleet) {
    fleet.keys.isDown = true;
    await sleep(outage);
    fleet.keys.isDown = false;
  },

  async 'Redis stopped and back, empty'(fleet, load) {
    // A revocation that only one instance knows would be lost with Redis.
    load.signsOut = false;
    await sleep(limits.revocation * 2);
    await fleet.stopRedis();
    await sleep(outage);
    await fleet.startRedis();
    await sleep(limits.revocation);
    load.signsOut = true;
  },

  async 'Redis slow'(fleet) {
    fleet.redisLink.delay = limits.redisDelay;
    await sleep(outage);
    fleet.redisLink.delay = 0;
  },

  'tenants coming and going': (fleet, load) =>
    fleet.tenants.comeAndGo(fleet, load),
};

/** What faults are brought over, and until when. */
interface Soak {
  readonly fleet: Fleet;
  readonly load: Load;
  readonly times: AnswerTimes;
  /** By `performance.now()`. */
  readonly end: number;
  readonly afterRound: () => Promise<void>;
}

/** Brings one fault after the other over a fleet, until the time is over. */
export async function bringFaults(soak: Soak): Promise<Happened> {
  const { fleet, load, times, end, afterRound } = soak;
  const happened: Happened = {};
  while (performance.now() < end) {
    for (const [name, bring] of Object.entries(faults)) {
      await sleep(limits.revocation);
      progress(name);
      await times.under(name, () => bring(fleet, load));
      happened[name] = (happened[name] ?? 0) + 1;
    }
    await afterRound();
  }
  return happened;
}
