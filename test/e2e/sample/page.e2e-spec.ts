import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { AppModule } from '../../../sample/01-rest/src/app.module.js';
import { serveDocs } from '../../../sample/01-rest/src/docs.js';
import { request } from '../../support/http.js';
import {
  hasBrowser,
  signIn,
  startSamplePage,
  type SamplePage,
  type Window,
} from './page.fixture.js';

const greeting = 'You are signed in.';

describe.runIf(hasBrowser)('The page of the REST sample', () => {
  let sample: SamplePage;
  let window: Window;

  beforeAll(async () => {
    sample = await startSamplePage(AppModule, undefined, serveDocs);
  });

  afterEach(async () => {
    vi.useRealTimers();
    await window.page.close();
  });

  afterAll(() => sample.stop());

  const call = (route: string) =>
    window.page.getByRole('button', { name: `Call ${route}`, exact: true });
  const answer = (text: string | RegExp) =>
    window.page.getByRole('status').filter({ hasText: text }).waitFor();

  it('may load nothing from elsewhere', async () => {
    window = await sample.open();
    const { status, headers } = await request(sample.url);
    const policy = String(headers['content-security-policy']);

    expect(status).toBe(200);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(window.problems).toEqual([]);
  });

  it('says why a caller without a token is refused', async () => {
    window = await sample.open();
    await call('GET /health').click();
    await answer('"status":"ok"');

    await call('GET /me').click();
    await answer(/token_missing/);
    await window.page.getByRole('listitem').getByText('format:').waitFor();
  });

  it('shows a member their own answers and the reasons of refusals', async () => {
    window = await sample.open();
    await signIn(window, 'member@example.com', sample.password, greeting);
    const { page } = window;
    await page.getByText('Subject').waitFor();

    await call('GET /orders').click();
    await answer('200');
    await call('GET /orders/all').click();
    await answer(/group_missing[\s\S]*@Groups/);
    await page.getByLabel('Token to send').selectOption('ID token');
    await call('GET /me/profile').click();
    await answer('member@example.com');
    await call('GET /me').click();
    await answer(/token_use_mismatch[\s\S]*@TokenUse/);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    expect(await page.getByText('Subject').count()).toBe(0);
  });

  it('steps up by signing in again', async () => {
    window = await sample.open();
    const signIns = authTimesOf(window);
    await signIn(window, 'admin@example.com', sample.password, greeting);
    const inSixMinutes = Date.now() + 6 * 60_000;
    vi.useFakeTimers({ toFake: ['Date'], now: inSixMinutes });
    await call('POST /orders/:id/refund').click();
    await answer(/step_up_required[\s\S]*@StepUp/);

    vi.useRealTimers();
    // `auth_time` has whole seconds.
    await window.page.waitForTimeout(1_000);
    await window.page.getByRole('button', { name: 'Sign in again' }).click();
    await signIn(window, 'admin@example.com', sample.password, greeting);
    await call('POST /orders/:id/refund').click();
    await answer('"status":"refunded"');

    const [first = 0, last = 0] = [signIns.at(0), signIns.at(-1)];
    expect(last).toBeGreaterThan(first);
  });

  it('has its document beside it', async () => {
    window = await sample.open();
    const { body } = await request(`${sample.url}/docs-json`);
    const { paths } = body as { paths: Record<string, unknown> };

    expect(Object.keys(paths)).toContain('/orders/{id}/refund');
    expect(paths).not.toHaveProperty('/access/why');
    expect(JSON.stringify(paths)).toContain('x-cognito-access');
  });
});

/** Collects `auth_time` of the tokens that the page sends from now on. */
function authTimesOf({ page }: Window): number[] {
  const times: number[] = [];
  page.on('request', (sent) => {
    const { authorization = '' } = sent.headers();
    const [, claims = ''] = authorization.split('.');
    if (claims !== '') {
      const json = Buffer.from(claims, 'base64url').toString();
      times.push((JSON.parse(json) as { auth_time: number }).auth_time);
    }
  });
  return times;
}
