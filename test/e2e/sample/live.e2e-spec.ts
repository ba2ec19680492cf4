import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../../sample/03-live/src/app.module.js';
import { request } from '../../support/http.js';
import {
  hasBrowser,
  signIn,
  startSamplePage,
  type SamplePage,
} from './page.fixture.js';

const lifetime = 9;
const connected = 'You are connected.';

describe.runIf(hasBrowser)('The live sample in a browser', () => {
  let sample: SamplePage;

  beforeAll(async () => {
    sample = await startSamplePage(AppModule, lifetime);
  });

  afterAll(() => sample.stop());

  it('serves a page that may load nothing from elsewhere', async () => {
    const { status, headers } = await request(sample.url);
    const policy = String(headers['content-security-policy']);

    expect(status).toBe(200);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('lets nobody in with a wrong password', async () => {
    const { page } = await sample.open();
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');

    await page.getByRole('alert').getByText('You are not signed in').waitFor();
    expect(await page.getByRole('log').count()).toBe(0);
    await page.close();
  });

  it('goes on when the first token has ended', async () => {
    const [one, two] = [await sample.open(), await sample.open()];
    await signIn(one, 'member@example.com', sample.password, connected);
    await signIn(two, 'admin@example.com', sample.password, connected);
    const ended = Date.now() + lifetime * 1000;

    // The field has the focus: no mouse is needed.
    await one.page.keyboard.type('Hello <b>there</b>');
    await one.page.keyboard.press('Enter');
    await two.page.getByText('Hello <b>there</b>').waitFor();
    expect(await two.page.getByText('The token was renewed.').count()).toBe(0);
    await two.page.getByText('The token was renewed.').waitFor();
    await two.page.waitForTimeout(ended - Date.now() + 500);

    await two.page.keyboard.type('Still here');
    await two.page.keyboard.press('Enter');
    await one.page.getByText('Still here').waitFor();
    await one.page.getByText(/^Admin \w{4},/).waitFor();
    expect([...one.problems, ...two.problems]).toEqual([]);
    await one.page.close();
    await two.page.close();
  });

  it('is closed when its token ends, and connects again', async () => {
    const window = await sample.open();
    await signIn(window, 'member@example.com', sample.password, connected);
    const { page } = window;
    await page.getByLabel('Renew before it ends').uncheck();

    await page.getByText('The token ended').waitFor({ timeout: 15_000 });
    await page.getByText('Not connected.').waitFor();
    await page.getByRole('button', { name: 'Connect again' }).press('Enter');
    await page.getByText('Your token ends in').waitFor();
    await page.getByLabel('Message', { exact: true }).fill('Back again');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Back again').waitFor();
    expect(window.problems).toEqual([]);
    await page.close();
  });
});
