// A record that others reach, too: the page asks for a token and for nothing before, a wrong one is told, what a token may
// not do is not offered, and signing out closes the record again.
import type { Page } from '@playwright/test';
import { axeIsClean, expect, fitsTheWidth, picture, settled, test, type Site } from './site';

// Whoever names a host serves to others: everybody needs a token then, on this machine, too.
test.use({ serveWith: ['--host', 'desk.test'], holders: { ana: 'write', ben: 'read' } });

const SIGN_IN = /\/api\/v1\/session$/;

/** Questions for data, and lines that Chromium writes in red, from now on. */
function watch(page: Page): { asked: string[]; red: string[] } {
  const seen = { asked: [] as string[], red: [] as string[] };
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) seen.asked.push(`${request.method()} ${pathname}`);
  });
  page.on('console', (line) => {
    if (line.type() === 'error') seen.red.push(`${line.location().url} ${line.text()}`);
  });
  return seen;
}

async function signIn(page: Page, site: Site, name: string): Promise<void> {
  await page.getByLabel('Token').fill(site.tokens.get(name) ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeHidden();
  await settled(page);
}

test('nothing is asked before signing in, and nothing is refused', async ({ page, site }) => {
  const seen = watch(page);
  await page.goto('/?since=2025-11-14');
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  await axeIsClean(page);
  await fitsTheWidth(page);
  await picture(page, 'signin');
  expect(new Set(seen.asked)).toEqual(new Set(['GET /api/v1/session']));
  await expect(page.locator('body')).not.toContainText('record.dateline');
  await signIn(page, site, 'ana');
  await expect(page).toHaveURL(/since=2025-11-14/);
  await expect(page.getByRole('heading', { level: 1, name: 'Desk' })).toBeVisible();
  await expect(page.getByText('as of 16 Nov 2025')).toBeVisible();
  await expect(page.getByRole('button', { name: 'ana' })).toBeVisible();
  expect(await page.evaluate(() => document.cookie), 'no script can read the session').toBe('');
  expect(seen.red).toEqual([]);
});

test.describe('a token that is none', () => {
  test.use({ refusals: [SIGN_IN] });

  test('is told, and asked for again', async ({ page, site }) => {
    const seen = watch(page);
    await page.goto('/figures');
    await page.getByLabel('Token').fill('dl_wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText(/token/);
    await picture(page, 'signin-wrong');
    await axeIsClean(page);
    await signIn(page, site, 'ben');
    await expect(page.getByRole('heading', { level: 1, name: 'Figures' })).toBeVisible();
    expect(seen.red, 'Chromium tells of the refused sign-in alone').toHaveLength(1);
    expect(seen.red[0]).toContain('/api/v1/session');
  });
});

test('a token that may only read shows no actions', async ({ page, site }) => {
  await page.goto('/doc?queue=unreviewed');
  await signIn(page, site, 'ben');
  await expect(page.getByText('read only')).toBeVisible();
  await expect(page).toHaveURL(/\/doc\/./);
  await settled(page);
  await expect(page.getByRole('button', { name: /^(Accept|Reject|Edit|Comment|Undo)/ })).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).not.toContainText('accept');
  await page.keyboard.press('Escape');
  const row = JSON.parse(site.command('ls', 'events', '--json', '--type', 'OUTAGE').split('\n')[0] ?? '{}') as { id: string };
  await page.goto(`/explore/${row.id}`);
  await settled(page);
  await expect(page.getByRole('heading', { name: 'Joins and splits' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Join|Split/ })).toHaveCount(0);
});

test('a token that may write reviews under its own name', async ({ page, site }) => {
  await page.goto('/doc?queue=unreviewed');
  await signIn(page, site, 'ana');
  await expect(page).toHaveURL(/\/doc\/./);
  await settled(page);
  await page.getByRole('button', { name: /^Accept/ }).first().click();
  await expect.poll(() => site.command('ls', 'claims', '--json', '--review', 'accepted')).toContain('accepted');
  expect(site.command('changes', '--json')).toContain('"ana"');
});

test('signing out closes the record', async ({ page, site }) => {
  await page.goto('/');
  await signIn(page, site, 'ana');
  await page.getByRole('button', { name: 'ana' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  expect((await page.request.get('/api/v1/record')).status()).toBe(401);
});

test.describe('a token that is taken away', () => {
  test.use({ refusals: [/\/api\/v1\//] });

  test('ends the session at the next question', async ({ page, site }) => {
    await page.goto('/');
    await signIn(page, site, 'ana');
    site.command('token', 'rm', 'ana');
    // A removed token opens nothing after a second at most.
    await page.waitForTimeout(1_500);
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  });
});
