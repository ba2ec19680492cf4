import { existsSync } from 'node:fs';
import type { INestApplication, Type } from '@nestjs/common';
import { chromium, type Browser, type Page } from 'playwright-core';
import { vi } from 'vitest';
import { startCognitoLocal } from '../../../sample/shared/cognito-local.js';
import { DemoUserPool } from '../../../sample/shared/demo-user-pool.js';
import { addDemoUsers } from '../../../sample/shared/demo-users.js';
import { bootApp, express } from '../../support/platforms.js';

/** The browser of Debian; the tests that need it are skipped elsewhere. */
const executablePath = '/usr/bin/chromium';
export const hasBrowser = existsSync(executablePath);
if (!hasBrowser) {
  console.log(
    `Skipped, because ${executablePath} is missing: pages of samples`,
  );
}

/** A window of a browser on the page of the sample. */
export interface Window {
  readonly page: Page;
  /** Errors that the browser has told, also of its security policy. */
  readonly problems: readonly string[];
}

/** A sample with a user pool, and a browser to look at it. */
export interface SamplePage {
  readonly url: string;
  readonly password: string;
  readonly open: () => Promise<Window>;
  readonly stop: () => Promise<void>;
}

/**
 * @param module root module of the sample
 * @param lifetime seconds that an access token is valid; default 24 hours
 * @param configure adds to the application before it boots
 */
export async function startSamplePage(
  module: Type,
  lifetime?: number,
  configure?: (app: INestApplication) => void,
): Promise<SamplePage> {
  const cognito = await startCognitoLocal();
  const stops: (() => Promise<void>)[] = [cognito.stop];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
    vi.unstubAllEnvs();
  };
  try {
    const pool = await DemoUserPool.create(cognito, lifetime);
    await addDemoUsers(pool);
    pool.close();
    for (const [name, value] of Object.entries(pool.environment)) {
      vi.stubEnv(name, value);
    }
    const app = await bootApp(express, {
      imports: [module],
      ...(configure && { configure }),
    });
    stops.push(app.close);
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox'],
    });
    stops.push(() => browser.close());
    const { url } = app;
    const open = () => openPage(browser, url);
    return { url, password: pool.password, open, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openPage(browser: Browser, url: string): Promise<Window> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(url);
  return { page, problems };
}

/** Signs in with the keyboard alone. */
export async function signIn(
  { page }: Window,
  email: string,
  password: string,
  greeting: string,
): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByText(greeting).waitFor();
}
