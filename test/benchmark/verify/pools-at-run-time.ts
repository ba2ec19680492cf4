import type { CognitoVerifier } from 'nestjs-cognito-auth';
import { readPart } from '../users.js';

/**
 * Makes a verifier resolve many user pools, the one of a given token last. Their
 * tokens are forged, since a pool is resolved before the signature is verified.
 */
export async function resolveManyPools(
  verifier: CognitoVerifier,
  token: string,
  count: number,
): Promise<void> {
  const [header, , signature] = token.split('.');
  const claims = readPart(token, 1);
  for (let pool = 1; pool < count; pool += 1) {
    const forged = { ...claims, iss: `${String(claims['iss'])}${pool}` };
    const payload = Buffer.from(JSON.stringify(forged)).toString('base64url');
    const outcome = await verifier
      .verify([header, payload, signature].join('.'))
      .catch((error: unknown) => error);
    requireRefusal(outcome);
  }
  await verifier.verify(token);
}

/** Fails if a pool was not resolved: its tokens would have another code. */
function requireRefusal(outcome: unknown): void {
  const { code } = outcome as { readonly code?: string };
  if (code !== 'signature_invalid') {
    throw new Error(`A forged token was answered with ${String(code)}`);
  }
}
