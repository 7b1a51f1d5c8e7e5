// The log: the state of the record and every change with who and why; what is decided elsewhere stands here at once.
import { axeIsClean, expect, fitsTheWidth, picture, settled, test } from './site';

test('a decision on the command line is a line of the log, with who and why', async ({ page, site }) => {
  const claim = JSON.parse(site.command('ls', 'claims', '--json', '--limit', '1').split('\n')[0] ?? '{}').id as string;
  site.command('reject', claim, '--by', 'ana', '--why', 'read from the wrong clause');
  await page.goto('/log');
  await settled(page);
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes.getByText('read from the wrong clause').first()).toBeAttached();
  await expect(changes.getByRole('cell', { name: 'ana' }).first()).toBeVisible();
  await axeIsClean(page);
  await fitsTheWidth(page);
  await picture(page, 'log-decided');
});

test('the log is filtered, and the filter stands in the address', async ({ page, isMobile }) => {
  await page.goto('/log');
  await settled(page);
  if (isMobile) await page.locator('#log-what').focus();
  else await page.keyboard.press('L');
  await expect(page.locator('#log-what')).toBeFocused();
  await page.locator('#log-what').selectOption({ index: 2 });
  await expect(page).toHaveURL(/what=/);
  await settled(page);
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText(/changes, newest first|No change is like that/);
});

test('the state of the record tells what it was read with and what it covers', async ({ page }) => {
  await page.goto('/log');
  await settled(page);
  await expect(page.getByRole('main')).toContainText('Sample Wire');
  await expect(page.getByRole('main')).toContainText(/reports/);
  await expect(page.getByRole('main')).toContainText(/rules/i);
});
