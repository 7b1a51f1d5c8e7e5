// Figures: a series is found, every value stands with its speaker, keys walk the picture, the table tells the same.
import { axeIsClean, expect, fitsTheWidth, picture, settled, test } from './site';

test('a series is found by words and opened', async ({ page }) => {
  await page.goto('/figures');
  await page.getByLabel('Words').fill('injured');
  const link = page.getByRole('link', { name: /people injured in/ });
  await expect(link.first()).toBeVisible();
  await expect(page.getByRole('link', { name: /drones launched/ })).toHaveCount(0);
  await link.first().click();
  await expect(page).toHaveURL(/\/figures\/injured\/person\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('people injured in');
});

test('rival values stand side by side, each with who says it', async ({ page }) => {
  await page.goto('/figures/injured/person/UKR');
  await expect(page.getByText('disputed on 1 day')).toBeVisible();
  await expect(page.getByText('No average is made and no value is preferred.')).toBeVisible();
  await page.getByRole('application').first().focus();
  await page.keyboard.press('Home');
  await expect(page.locator('main [aria-live="polite"]')).toContainText('value 1 of 2');
  await expect(page.getByText('no speaker named').first()).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.locator('main [aria-live="polite"]')).toContainText('at least 7');
  await expect(page).toHaveURL(/at=/);
  await settled(page);
  await axeIsClean(page);
  await fitsTheWidth(page);
  await picture(page, 'series');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/doc\/.+claim=/);
});

test('the table tells the same, with the earlier value behind a key', async ({ page }) => {
  await page.goto('/figures/injured/person/UKR?view=table');
  const table = page.getByRole('table');
  await expect(table.getByRole('link', { name: 'at least 7' })).toBeVisible();
  await expect(table.getByText('no speaker named')).toBeVisible();
  await expect(table.getByRole('link', { name: 'at least 5' })).toHaveCount(0);
  await page.keyboard.press('h');
  await expect(table.getByRole('link', { name: 'at least 5' })).toBeVisible();
  await settled(page);
  await axeIsClean(page);
  await fitsTheWidth(page);
});

test('keys change the view and the address keeps it', async ({ page }) => {
  await page.goto('/figures/launched/drone/UKR');
  await expect(page.getByRole('application')).toHaveCount(2);
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/scale=log/);
  await page.keyboard.press('d');
  await expect(page.getByRole('region', { name: 'Definition' })).toContainText('Weapons fired at a state');
  await page.keyboard.press('w');
  await expect(page.getByRole('application')).toHaveCount(3);
  await page.reload();
  await expect(page.getByRole('button', { name: /Log scale/ })).toHaveAttribute('aria-pressed', 'true');
});

test('one value alone is told as such', async ({ page }) => {
  await page.goto('/figures/affected/person/outage-electricity/UKR');
  await expect(page.getByText('One value, no comparison yet.')).toBeVisible();
});

test('what happens again says what is not on record', async ({ page }) => {
  await page.goto('/figures/ordinal/damage-damaged/chernihiv');
  await expect(page.getByText('told as the 2nd: 1 on record, 1 not in this record')).toBeVisible();
  await axeIsClean(page);
  await fitsTheWidth(page);
});

test('a series that is not there is told as such', async ({ page }) => {
  await page.goto('/figures');
  await page.getByLabel('Words').fill('zzzz');
  await expect(page.getByText('No series holds these words.')).toBeVisible();
});
