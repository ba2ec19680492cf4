import type { GuardResult } from './guards/measure-guards.js';
import type { ImportResult } from './imports/measure-imports.js';
import type { MemoryResult } from './memory/measure-memory.js';
import type { TransportResult } from './transports/measure-transports.js';
import type { GrowthResult } from './verify/measure-growth.js';
import type { VerifyResult } from './verify/measure-verify.js';

/** All results of one run. */
export interface Results {
  readonly guards: readonly GuardResult[];
  readonly verify: readonly VerifyResult[];
  readonly growth: readonly GrowthResult[];
  readonly transports: readonly TransportResult[];
  readonly memory: MemoryResult;
  readonly imports: readonly ImportResult[];
}
