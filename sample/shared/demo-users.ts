import type { DemoUserPool } from './demo-user-pool.js';

interface DemoUser {
  readonly email: string;
  readonly groups: readonly string[];
}

/** The users of a demo user pool. They all have the pool's password. */
export const demoUsers: readonly DemoUser[] = [
  { email: 'member@example.com', groups: [] },
  { email: 'admin@example.com', groups: ['admin'] },
];

/** Creates the demo users and their groups in the pool. */
export async function addDemoUsers(pool: DemoUserPool): Promise<void> {
  for (const group of new Set(demoUsers.flatMap(({ groups }) => groups))) {
    await pool.createGroup(group);
  }
  for (const { email, groups } of demoUsers) {
    await pool.createUser(email);
    for (const group of groups) await pool.addToGroup(email, group);
  }
}
