import { expect, vi } from 'vitest';
import { AppModule } from '../../../sample/01-rest/src/app.module.js';
import type { Answer } from '../../support/http.js';
import {
  bootApp,
  type Platform,
  type RunningApp,
} from '../../support/platforms.js';

/** Boots the sample 01-rest with these environment variables. */
export async function bootSample(
  platform: Platform,
  environment: Record<string, string>,
): Promise<RunningApp> {
  for (const [name, value] of Object.entries(environment)) {
    vi.stubEnv(name, value);
  }
  try {
    return await bootApp(platform, { imports: [AppModule] });
  } finally {
    vi.unstubAllEnvs();
  }
}

/** Status, challenge error and further challenge parameter of each refusal. */
const refusals = {
  token_missing: [401],
  token_malformed: [401, 'invalid_token'],
  issuer_unknown: [401, 'invalid_token'],
  client_mismatch: [401, 'invalid_token'],
  token_use_mismatch: [401, 'invalid_token'],
  step_up_required: [401, 'insufficient_user_authentication', 'max_age="300"'],
  group_missing: [403, 'insufficient_scope'],
  scope_missing: [403, 'insufficient_scope', 'scope="orders/sync"'],
  policy_refused: [403, 'insufficient_scope'],
} as const;

/** `code` of a refusal the sample can give. */
export type RefusalCode = keyof typeof refusals;

/** Body and challenge of a refusal (RFC 6750 §3, RFC 9470 §3). */
export function expectRefusal(answer: Answer, code: RefusalCode): void {
  const [status, error, parameter] = refusals[code];
  expect(answer.body).toEqual({
    statusCode: status,
    error: status === 401 ? 'Unauthorized' : 'Forbidden',
    message: expect.any(String),
    code,
  });
  expect(answer.status).toBe(status);

  const challenge = ['Bearer realm="api"'];
  if (error) {
    challenge.push(`error="${error}"`);
    challenge.push(`error_description="${String(answer.body['message'])}"`);
  }
  if (parameter) challenge.push(parameter);
  expect(answer.headers['www-authenticate']).toBe(challenge.join(', '));
}
