import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { alphabetCases } from '../support/hostile/alphabet.js';
import { describeFamily } from '../support/hostile/describe-family.js';
import { HeldKey } from '../support/hostile/held-key.js';
import { claimsJsonCases } from '../support/hostile/json-parts.js';
import { signatureCases } from '../support/hostile/signature.js';
import { signerCases } from '../support/hostile/signer.js';
import { structureCases } from '../support/hostile/structure.js';

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
