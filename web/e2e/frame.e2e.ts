// The frame: every screen is reached by link and by key, the keys are listed, search finds, the empty record says what to do.
import { axeIsClean, expect, fitsTheWidth, picture, settled, test } from './site';

const SCREENS = [
  { key: 'd', path: '/', title: 'Desk' },
  { key: 'e', path: '/explore', title: 'Explore' },
  { key: 'f', path: '/figures', title: 'Figures' },
  { key: 't', path: '/talks', title: 'Talks' },
  { key: 'l', path: '/log', title: 'Log' },
];

for (const { key, path, title } of SCREENS) {
  test(`${title} is reached by its key and holds what axe asks`, async ({ page }) => {
    await page.goto(path === '/' ? '/log' : '/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page).toHaveURL((url) => url.pathname === path);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
    await settled(page);
    await axeIsClean(page);
    await fitsTheWidth(page);
    await picture(page, title.toLowerCase());
  });
}

test('the keys are listed by ? and the list closes by Escape', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog');
  await expect(list).toContainText('search');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});

test('search finds a report by its words', async ({ page, isMobile }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.locator('#search')).toBeFocused();
  await page.keyboard.type('substation');
  await expect(page.getByRole('option', { name: /substation/i }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/doc\//);
  if (isMobile) await page.getByRole('button', { name: 'Text', exact: true }).click();
  await expect(page.getByRole('article', { name: /Text of the report/ })).toContainText(/substation/i);
});

test.describe('an empty record', () => {
  test.use({ samples: false });

  for (const { path, title } of SCREENS) {
    test(`${title} says what to do`, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole('main')).toContainText(/dateline add|no /i);
      await axeIsClean(page);
    });
  }
});

test('dark holds enough contrast', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const { path, title } of SCREENS) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await settled(page);
    await axeIsClean(page);
    await picture(page, `${title.toLowerCase()}-dark`);
  }
});
