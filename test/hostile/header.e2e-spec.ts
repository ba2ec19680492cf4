import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { algorithmCases } from './cases/algorithm.js';
import { describeFamily } from './harness/describe-family.js';
import { headerExtensionCases } from './cases/header-extensions.js';
import { HeldKey } from './harness/held-key.js';
import { headerJsonCases } from './cases/json-parts.js';
import { keyIdCases } from './cases/key-id.js';

const [pool, otherPool] = await Promise.all([
  TestUserPool.create(),
  TestUserPool.create(),
]);
const heldKey = new HeldKey();
const options = heldKey.optionsOf(pool);
const good = pool.accessToken();

describeFamily('hostile algorithms', {
  options,
  good,
  cases: algorithmCases(pool, heldKey),
});

describeFamily('hostile key ids', {
  options: {
    userPools: [options, { ...otherPool.options, clientId: null }],
  },
  good,
  cases: keyIdCases(pool, otherPool),
});

describeFamily('hostile header extensions', {
  options,
  good,
  cases: headerExtensionCases(pool),
});

describeFamily('hostile header JSON', {
  options,
  good,
  cases: headerJsonCases(pool),
});
