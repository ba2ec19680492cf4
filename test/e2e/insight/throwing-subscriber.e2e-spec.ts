import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate } from 'node:timers/promises';
import { Controller, Get } from '@nestjs/common';
import { CognitoAuthModule, Groups } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

const pool = await TestUserPool.create();
const mistake = new Error('a mistake of the subscriber');

@Controller()
class RoutesController {
  @Get('admin')
  @Groups('admin')
  admin() {
    return 'for administrators';
  }
}

/** Runs an action, and returns what ended the process if nobody caught it. */
async function uncaughtDuring(action: () => Promise<void>): Promise<unknown[]> {
  const uncaught: unknown[] = [];
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => uncaught.push(error));
  try {
    await action();
    await setImmediate();
  } finally {
    process.removeAllListeners('uncaughtException');
    others.forEach((listener) => process.on('uncaughtException', listener));
  }
  return uncaught;
}

describe.each(platforms)('A subscriber that throws, on $name', (platform) => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await bootApp(platform, {
      imports: [
        CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
      ],
      controllers: [RoutesController],
    });
  });

  afterAll(() => app.close());

  it.each([
    ['admitted', ['admin'], 200],
    ['refused', ['guests'], 403],
  ])(
    'changes no answer, and its error is uncaught: %s',
    async (name, groups, status) => {
      const channel = `nestjs-cognito-auth:${name}`;
      const fail = () => {
        throw mistake;
      };
      const authorization = `Bearer ${pool.accessToken({ groups })}`;
      subscribe(channel, fail);

      const uncaught = await uncaughtDuring(async () => {
        const answer = await request(`${app.url}/admin`, {
          headers: { authorization },
        });
        expect(answer.status).toBe(status);
      }).finally(() => unsubscribe(channel, fail));

      expect(uncaught).toEqual([mistake]);
    },
  );
});
