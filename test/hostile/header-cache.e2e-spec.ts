import { NestFactory } from '@nestjs/core';
import {
  CognitoAuthModule,
  CognitoVerifier,
  isCognitoAuthException,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { alphabetCases } from './cases/alphabet.js';
import { claimCases } from './cases/client.js';
import { claimsOf, headerOf } from './harness/forge.js';
import { HeldKey } from './harness/held-key.js';
import { issuerCases } from './cases/issuer.js';
import { claimsJsonCases, headerJsonCases } from './cases/json-parts.js';
import { signatureCases } from './cases/signature.js';
import { signerCases } from './cases/signer.js';
import { structureCases } from './cases/structure.js';
import { timeCases } from './cases/times.js';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

/** A verifier that verifies each token, in an application of its own. */
async function createVerifier(options: CognitoAuthModuleOptions) {
  const app = await NestFactory.createApplicationContext(
    CognitoAuthModule.forRoot({ ...options, tokenCache: false }),
    { logger: false },
  );
  open.push(() => app.close());
  return app.get(CognitoVerifier);
}

/** How a token fares with a verifier: its principal, or the refusal. */
const fate = (verifier: CognitoVerifier, token: string) =>
  verifier.verify(token).catch((error: unknown) => {
    if (!isCognitoAuthException(error)) {
      throw error;
    }
    return { refused: error.getResponse() };
  });

const pool = await TestUserPool.create();
const { userPoolId, clientId } = pool;
const impostor = await TestUserPool.create({ userPoolId, clientId });
const otherPool = await TestUserPool.create();
const heldKey = new HeldKey();

describe('A verifier that has the header of a token in its cache', () => {
  it.each(
    Object.entries({
      structures: structureCases(pool),
      alphabets: alphabetCases(pool),
      signatures: signatureCases(pool),
      signers: signerCases(pool, impostor, heldKey),
      headers: headerJsonCases(pool),
      'claims JSON': claimsJsonCases(pool),
      times: timeCases(pool),
      issuers: issuerCases(pool, otherPool),
      'token_use, clients and subjects': claimCases(pool),
    }),
  )('answers as one that sees it first: hostile %s', async (_, cases) => {
    const options = heldKey.optionsOf(pool);
    const cached = await createVerifier(options);
    await cached.verify(pool.accessToken());
    await cached.verify(heldKey.sign(claimsOf(pool.accessToken())));
    const tokens = [...cases].flatMap(({ token = [] }) => token);
    expect(tokens.length).toBeGreaterThan(10);
    let fresh = await createVerifier(options);
    for (const token of tokens) {
      const first = await fate(fresh, token);
      expect(await fate(cached, token)).toEqual(first);
      if ('claims' in first) {
        fresh = await createVerifier(options);
      }
    }
  });
});

describe('Two user pools that publish one key', () => {
  const { jwks } = pool.options;
  const named = (name: string, { options }: TestUserPool) => ({
    ...options,
    name,
    jwks,
  });
  const options = {
    userPools: [named('customers', pool), named('staff', otherPool)],
  };
  const header = headerOf(pool.accessToken());
  const ofCustomers = pool.accessToken();
  const ofStaff = pool.sign({
    claims: claimsOf(otherPool.accessToken()),
    header,
  });

  it.each([
    [ofCustomers, ofStaff],
    [ofStaff, ofCustomers],
  ])('are told apart by the issuer, whoever comes first', async (...tokens) => {
    const verifier = await createVerifier(options);
    for (const token of [...tokens, ...tokens, ...tokens]) {
      const { userPool } = await verifier.verify(token);
      expect(userPool).toBe(token === ofStaff ? 'staff' : 'customers');
    }
  });

  it('each refuse what the other would accept', async () => {
    const verifier = await createVerifier(options);
    await verifier.verify(ofCustomers);
    const claims = { ...claimsOf(ofStaff), client_id: pool.clientId };
    const mixed = pool.sign({ claims, header });
    await expect(verifier.verify(mixed)).rejects.toMatchObject({
      code: 'client_mismatch',
    });
  });
});
