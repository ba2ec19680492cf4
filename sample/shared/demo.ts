import { startCognitoLocal } from './cognito-local.js';
import { DemoUserPool } from './demo-user-pool.js';
import { addDemoUsers } from './demo-users.js';
import { signInLines } from './sign-in-lines.js';

/** Tokens of the demo users, to paste into requests. */
export interface DemoTokens {
  readonly member: string;
  readonly admin: string;
  readonly memberIdToken: string;
}

/** A running user pool to try a sample with, and the tokens of its users. */
export interface Demo {
  /** Environment variables that configure the application for the user pool. */
  readonly environment: Record<string, string>;
  /** Lines to print, which tell a client how to sign in. */
  readonly signInLines: readonly string[];
  readonly tokens: DemoTokens;
  readonly stop: () => Promise<void>;
}

/**
 * Starts cognito-local, with a member and an admin who have signed in.
 *
 * @param lifetime seconds that an access token is valid; default 24 hours
 */
export async function startDemo(lifetime?: number): Promise<Demo> {
  const cognito = await startCognitoLocal();
  try {
    const pool = await DemoUserPool.create(cognito, lifetime);
    await addDemoUsers(pool);
    const member = await pool.signIn('member@example.com');
    const admin = await pool.signIn('admin@example.com');
    pool.close();

    return {
      environment: pool.environment,
      signInLines: signInLines(cognito, pool),
      tokens: {
        member: member.accessToken,
        admin: admin.accessToken,
        memberIdToken: member.idToken,
      },
      stop: cognito.stop,
    };
  } catch (error) {
    await cognito.stop();
    throw error;
  }
}
