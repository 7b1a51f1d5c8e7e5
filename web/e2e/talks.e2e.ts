// Talks: a process is found, its rounds say who tells of them, the matrix is walked by keys and leads to the words.
import { axeIsClean, expect, fitsTheWidth, picture, settled, test } from './site';

test('a process is found and opened', async ({ page }) => {
  await page.goto('/talks');
  const link = page.getByRole('table').getByRole('link');
  await expect(link).toHaveCount(1);
  await link.click();
  await expect(page).toHaveURL('/talks/UKR-USA');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a round tells who says what of it', async ({ page }) => {
  await page.goto('/talks/UKR-USA');
  await page
    .getByRole('list', { name: /Rounds/ })
    .getByRole('button')
    .click();
  const round = page.getByRole('region', { name: /15 Nov 2025/ });
  await expect(round.getByRole('link', { name: /met for a second day/ })).toHaveAttribute('href', /\/doc\/.+claim=/);
  await expect(round).toContainText('US official');
  await expect(round).toContainText('No envoy named.');
  await settled(page);
  await axeIsClean(page);
  await fitsTheWidth(page);
  await picture(page, 'talks-round');
});

test('a stance leads to its words, and silence is told as silence', async ({ page, isMobile }) => {
  await page.goto('/talks/UKR-USA');
  await expect(page.getByText('no statement found').first()).toBeVisible();
  if (isMobile) {
    await page.getByRole('button', { name: /Words.+rejects/ }).click();
  } else {
    await page.getByRole('gridcell', { name: /rejects/ }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('gridcell').and(page.locator(':focus'))).toContainText('no statement found');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
  }
  const words = page.getByRole('region', { name: 'Words of the stance' });
  await expect(words.getByRole('link', { name: /withdraw from land/ })).toHaveAttribute('href', /\/doc\/.+claim=/);
  await axeIsClean(page);
  await picture(page, 'talks');
  await page.keyboard.press('Escape');
  await expect(words).toHaveCount(0);
});

test('the table tells every stance, and filters stand in the address', async ({ page }) => {
  await page.goto('/talks/UKR-USA?view=table');
  await expect(page.getByRole('table').getByText('rejects')).toBeVisible();
  await page.keyboard.press('i');
  await page.keyboard.type('nothing such');
  await expect(page).toHaveURL(/issue=nothing/);
  await expect(page.getByText('No statement found that fits.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(page.getByRole('table').getByText('rejects')).toBeVisible();
});
