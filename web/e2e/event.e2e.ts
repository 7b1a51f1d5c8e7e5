// The page of one event: all of it from any screen, with its rival values; split, join and the way back for who may write.
import { axeIsClean, expect, fitsTheWidth, picture, settled, test, type Site } from './site';

interface Row {
  id: string;
  type: string;
  claims: number;
}

function events(site: Site, ...filters: string[]): Row[] {
  const lines = site.command('ls', 'events', '--json', ...filters).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}

/** An event told by several claims, with a rival value. */
function told(site: Site): Row {
  const found = events(site, '--type', 'CASUALTY').find((row) => row.claims > 2);
  if (!found) throw new Error('the samples hold no such event');
  return found;
}

test('an event shows every claim, every version and every value, each with its speaker', async ({ page, site }) => {
  const row = told(site);
  await page.goto(`/explore/${row.id}`);
  await settled(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Casualty');
  await expect(page).toHaveTitle(/Casualty/);
  const figures = page.getByRole('region', { name: 'Figures' });
  await expect(figures).toContainText('Values differ. None is preferred.');
  await expect(figures).toContainText('no speaker named');
  await expect(figures).toContainText('mayor');
  await expect(page.getByRole('region', { name: `${row.claims} claims` }).getByRole('listitem')).toHaveCount(row.claims);
  await expect(page.getByRole('region', { name: 'What is told of it' })).toContainText('not stated');
  await axeIsClean(page);
  await fitsTheWidth(page);
  await picture(page, 'event');
  await page.getByRole('link', { name: 'injured At least seven' }).click();
  await expect(page).toHaveURL(/\/doc\/.+claim=1&figure=1/);
  await expect(page.locator('mark.wanted')).toHaveText('At least seven');
});

test('dark holds enough contrast', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/explore/${told(site).id}`);
  await settled(page);
  await axeIsClean(page);
  await picture(page, 'event-dark');
});

test('the desk and the map lead to it', async ({ page, isMobile }) => {
  await page.goto('/?since=2025-11-14');
  await settled(page);
  await page.locator('section', { has: page.getByRole('heading', { name: /^Events/ }) }).locator('a.type').first().click();
  await expect(page).toHaveURL(/\/explore\/.+-\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goto('/explore');
  await settled(page);
  if (isMobile) await page.getByRole('button', { name: /^Table/ }).click();
  await page.getByRole('table').getByRole('row').nth(1).click();
  await page.getByRole('link', { name: 'Its page' }).click();
  await expect(page).toHaveURL(/\/explore\/.+-\d+$/);
  await expect(page.getByRole('heading', { name: 'What is told of it' })).toBeVisible();
});

test('chosen claims are split off with a reason, and the split is taken back', async ({ page, site }) => {
  const row = told(site);
  await page.goto(`/explore/${row.id}`);
  await settled(page);
  await expect(page.getByRole('button', { name: /^Split off/ })).toBeDisabled();
  await page.getByRole('checkbox').nth(1).check();
  await expect(page).toHaveURL(/claim=/);
  await page.getByRole('button', { name: /^Split off/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your name').fill('ana');
  await dialog.getByLabel('Why').fill('another town');
  await dialog.getByRole('button', { name: 'Split off' }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 claim split off. Saved.' })).toBeVisible();
  await expect(page.getByRole('heading', { name: `${row.claims - 1} claim` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Joins and splits' })).toContainText('another town');
  await settled(page);
  await axeIsClean(page);
  await picture(page, 'event-split');
  await page.getByRole('status').getByRole('link').click();
  await expect(page.getByRole('heading', { name: '1 claim', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('region', { name: 'Joins and splits' })).toContainText('another town');
  await page.goBack();
  await page.getByRole('button', { name: /^Take back/ }).click();
  await expect(page.getByRole('heading', { name: `${row.claims} claims` })).toBeVisible();
  expect(told(site)).toMatchObject({ ...row });
});

test('two events are joined with a reason, and parted again', async ({ page, site }) => {
  const row = told(site);
  const before = events(site).length;
  const other = events(site, '--type', 'DISPLACE')[0] as Row;
  await page.goto(`/explore/${row.id}`);
  await settled(page);
  await page.getByLabel('Join with the event').fill(other.id);
  await page.getByLabel('Join with the event').press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(other.id);
  await dialog.getByLabel('Your name').fill('ana');
  await dialog.getByLabel('Why').fill('one happening');
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('heading', { name: `${row.claims + other.claims} claims` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Joins and splits' })).toContainText('one happening');
  expect(events(site)).toHaveLength(before - 1);
  await page.getByRole('button', { name: /^Take back/ }).click();
  await expect(page.getByRole('heading', { name: `${row.claims} claims` })).toBeVisible();
  expect(events(site)).toHaveLength(before);
});

test('keys walk the claims, choose them and ask why', async ({ page, site, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys');
  await page.goto(`/explore/${told(site).id}`);
  await settled(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await expect(page.getByRole('checkbox').nth(1)).toBeChecked();
  await page.keyboard.press('p');
  await expect(page.getByRole('dialog')).toContainText('Split 1 claim off');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('split the chosen claims off');
  await page.keyboard.press('Escape');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/doc\//);
});

test.describe('where nothing may be changed', () => {
  test.use({ serveWith: ['--read-only'] });

  test('an event shows no actions', async ({ page, site }) => {
    await page.goto(`/explore/${told(site).id}`);
    await settled(page);
    await expect(page.getByRole('heading', { name: 'Joins and splits' })).toBeVisible();
    await expect(page.getByText('read only')).toBeVisible();
    await expect(page.getByRole('button', { name: /Join|Split/ })).toHaveCount(0);
    await expect(page.getByRole('checkbox')).toHaveCount(0);
  });
});

test.describe('an event that is not there', () => {
  test.use({ refusals: [/\/api\/v1\/events\/0000000000-1$/] });

  test('is said to be absent', async ({ page }) => {
    await page.goto('/explore/0000000000-1');
    await settled(page);
    await expect(page.getByText('No event 0000000000-1 in this record.')).toBeVisible();
    await axeIsClean(page);
  });
});
