import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { alphabetCases } from './cases/alphabet.js';
import { describeFamily } from './harness/describe-family.js';
import { HeldKey } from './harness/held-key.js';
import { claimsJsonCases } from './cases/json-parts.js';
import { signatureCases } from './cases/signature.js';
import { signerCases } from './cases/signer.js';
import { structureCases } from './cases/structure.js';

const pool = await TestUserPool.create();
const { userPoolId, clientId } = pool;
const impostor = await TestUserPool.create({ userPoolId, clientId });
const heldKey = new HeldKey();
const options = heldKey.optionsOf(pool);
const good = pool.accessToken();

describeFamily('hostile structures', {
  options,
  good,
  cases: [...structureCases(pool), ...alphabetCases(pool)],
});

describeFamily('hostile signatures', {
  options,
  good,
  cases: [...signatureCases(pool), ...signerCases(pool, impostor, heldKey)],
});

describeFamily('hostile claims JSON', {
  options,
  good,
  cases: claimsJsonCases(pool),
});
