// The desk: what changed, with who says it; every number leads to its words; new reports appear while one looks on.
import { axeIsClean, expect, fitsTheWidth, picture, settled, test } from './site';

test('rival values stand alike, each with its speaker, and lead to their words', async ({ page }) => {
  await page.goto('/?since=2025-11-14');
  await settled(page);
  const card = page.getByRole('article').filter({ hasText: 'Values differ. None is preferred.' }).first();
  await expect(card).toBeVisible();
  await expect(page.getByRole('heading', { name: /Told differently/ })).toBeVisible();
  const value = page.getByRole('article').filter({ hasText: 'Ukrainian air force' }).getByRole('link', { name: /430/ }).first();
  await value.click();
  await expect(page).toHaveURL(/\/doc\/.+claim=1/);
  await expect(page.locator('mark.wanted')).toHaveText('more than 430');
});

test('keys walk the items, open one and mark all as seen', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys');
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(page.locator('main [data-item]').first()).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.getByRole('status').filter({ hasText: 'Marked as seen' })).toBeVisible();
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/figures\//);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Desk' })).toBeVisible();
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/unreviewed/);
});

test('another period is set and stands in the address', async ({ page }) => {
  await page.goto('/');
  await settled(page);
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('from', { exact: true }).fill('2025-11-15');
  await expect(page).toHaveURL(/since=2025-11-15/);
  await settled(page);
  await expect(page.getByRole('heading', { name: /Events/ })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.getByRole('button', { name: /^Table/ }).click();
  await settled(page);
  await expect(page.getByRole('table').first()).toBeVisible();
  await axeIsClean(page);
  await fitsTheWidth(page);
  await picture(page, 'desk-table');
});

test.describe('a record that grows', () => {
  test.use({ samples: false });

  test('shows a new report without being loaded anew', async ({ page, site }) => {
    await page.goto('/');
    await expect(page.getByText('No reports yet')).toBeVisible();
    site.addSamples();
    const show = page.getByRole('button', { name: /new.*: show/ });
    await expect(show.or(page.getByRole('heading', { name: /^Events/ })).first()).toBeVisible();
    if (await show.isVisible()) await show.click();
    await expect(page.getByRole('heading', { name: /^Events/ })).toBeVisible();
    await expect(page.getByText(/at least 7/).first()).toBeVisible();
  });
});
