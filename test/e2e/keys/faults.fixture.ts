import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bootKeyServedApp,
  forger,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import {
  isTlsFault,
  type FaultName,
} from '../../support/faulty-key-server.names.js';
import type { Answer } from '../../support/http.js';
import { platforms, type RunningApp } from '../../support/platforms.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const keys = { timeout: 1_000, maxAge: 1_000, prefetch: false } as const;

/** What the deadline of a fetch allows, tenfold: the machine may be busy. */
const inTime = 10 * (keys.timeout + 250);

const pool = await TestUserPool.create();

/** For each fault: what was answered in each phase, and the longest wait. */
const results: Record<string, Record<string, string>> = {};

/** Describes what callers get while the key-set server fails, on every platform. */
export function describeFaults(faults: readonly FaultName[]): void {
  afterAll(() => {
    console.table(results);
  });

  describe.each(platforms)('Key-set faults on $name', (platform) => {
    describe.each(faults)('%s', (fault) => {
      const tls = isTlsFault(fault);
      let keyServer: FaultyKeyServer;
      let log: RecordingLogger;
      let app: RunningApp;

      beforeEach(async () => {
        const keySet = () => pool.jwks();
        keyServer = await FaultyKeyServer.start({ keySet, tls });
        log = new RecordingLogger();
      });

      afterEach(async () => {
        await app.close();
        await keyServer.close();
      });

      const boot = async (): Promise<void> => {
        const definition = { pool, keyServer, keys, logger: log };
        app = await bootKeyServedApp(platform, definition);
      };

      /** The answer and the time it took; both go into the table too. */
      const ask = async (phase: string, token: string) => {
        const asked = performance.now();
        const answer = await whoAmI(app, token);
        const took = performance.now() - asked;
        const row = (results[`${platform.name}: ${fault}`] ??= {});
        const longest = Math.max(took, parseFloat(row[phase] ?? '0'));
        row[phase] = `${longest.toFixed(0).padStart(4)} ms ${said(answer)}`;
        return { ...answer, took };
      };

      it('cold: answers 503 in time, then 200 when the keys are there', async () => {
        await keyServer.breakWith(fault);
        await boot();

        const refused = await ask('cold', pool.accessToken());
        expect(refused.status).toBe(503);
        expect(refused.body.code).toBe('keys_unavailable');
        expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/);
        expect(refused.headers).not.toHaveProperty('www-authenticate');
        expect(refused.took).toBeLessThan(inTime);

        await keyServer.heal();
        const next = await ask('cold, healed', pool.accessToken());
        expect(next.status).toBe(200);
      });

      it('warm: serves known keys throughout, and logs it once', async () => {
        await boot();
        expect((await ask('warm', pool.accessToken())).status).toBe(200);

        await keyServer.breakWith(fault);
        while (log.lines.length === 0) {
          expect((await ask('warm', pool.accessToken())).status).toBe(200);
          expect((await ask('warm', pool.idToken())).status).toBe(200);
        }
        const unknown = forger(pool)('unknown');
        expect((await ask('unknown key', unknown)).status).toBe(503);

        await keyServer.heal();
        while (log.lines.length === 1) {
          expect((await ask('warm', pool.accessToken())).status).toBe(200);
        }
        expect(log.lines).toEqual([
          expect.stringMatching(/^warn /),
          expect.stringMatching(/^log /),
        ]);
      });
    });
  });
}

const said = ({ status, body }: Answer): string =>
  [status, body.code].filter(Boolean).join(' ');
