import { startCognitoLocal } from './cognito-local.js';
import { DemoUserPool } from './demo-user-pool.js';

/** Tokens of the users, to paste into requests. */
export interface DemoTokens {
  readonly member: string;
  readonly admin: string;
  readonly memberIdToken: string;
}

/** A user pool to try the API with, and the people in it. */
export interface Demo {
  /** The variables that point the application at the pool. */
  readonly environment: Record<string, string>;
  readonly tokens: DemoTokens;
  readonly stop: () => Promise<void>;
}

/** Starts cognito-local, with a member and an admin who have signed in. */
export async function startDemo(): Promise<Demo> {
  const cognito = await startCognitoLocal();
  try {
    const pool = await DemoUserPool.create(cognito);
    await pool.createGroup('admin');
    await pool.createUser('member@example.com');
    await pool.createUser('admin@example.com');
    await pool.addToGroup('admin@example.com', 'admin');
    const member = await pool.signIn('member@example.com');
    const admin = await pool.signIn('admin@example.com');
    pool.close();
    console.log(`cognito-local serves ${cognito.url} (process ${cognito.pid})`);

    return {
      environment: pool.environment,
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
