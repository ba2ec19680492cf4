import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { audienceCases, swappedCases } from './cases/audience.js';
import { anyClientCases, claimCases } from './cases/client.js';
import { describeFamily } from './harness/describe-family.js';
import { issuerCases } from './cases/issuer.js';
import { timeCases, tolerance, tolerantTimeCases } from './cases/times.js';

const [pool, otherPool] = await Promise.all([
  TestUserPool.create({ clientId: '3n4b5urk1ft4fl3mg5e62d9ado' }),
  TestUserPool.create(),
]);
const { options } = pool;
const good = pool.accessToken();
const audience = 'https://api.example.com';

describeFamily('hostile times', { options, good, cases: timeCases(pool) });

describeFamily('hostile times within a tolerance', {
  options: { ...options, ...tolerance },
  good,
  cases: tolerantTimeCases(pool),
});

describeFamily('hostile issuers', {
  options,
  good,
  cases: issuerCases(pool, otherPool),
});

describeFamily('hostile token_use, clients and subjects', {
  options,
  good,
  cases: claimCases(pool),
});

describeFamily('hostile clients where any client will do', {
  options: { ...options, clientId: null },
  good: pool.accessToken({ clientId: 'any' }),
  cases: anyClientCases(pool),
});

describeFamily('swapped tokens', {
  options: { ...options, tokenUse: ['access', 'id'] as const },
  good,
  cases: swappedCases(pool),
});

describeFamily('hostile audiences', {
  options: { ...options, audience },
  good: pool.accessToken({ claims: { aud: audience } }),
  cases: audienceCases(pool, audience),
});
