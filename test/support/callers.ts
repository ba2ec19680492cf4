import { bootAudited, pool } from './audited.app.js';
import { request } from './http.js';

/** The statuses for a caller without the group `admin`, and for one in it. */
export const held = { anonymous: 401, stranger: 403, admin: 200 };

/** The statuses where nobody is asked for anything. */
export const open = { anonymous: 200, stranger: 200, admin: 200 };

/** The statuses of three callers at the root path of an application. */
export async function statuses(
  ...what: Parameters<typeof bootAudited>
): Promise<typeof held> {
  const app = await bootAudited(...what);
  const statusFor = async (token?: string) =>
    (await request(app.url, { token })).status;
  const found = {
    anonymous: await statusFor(),
    stranger: await statusFor(pool.accessToken()),
    admin: await statusFor(pool.accessToken({ groups: ['admin'] })),
  };
  await app.close();
  return found;
}
