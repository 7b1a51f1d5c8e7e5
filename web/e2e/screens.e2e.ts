// The pictures of the README: each screen over the sample night. DATELINE_SCREENS names the folder that they go into;
// without it nothing is drawn.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, settled, test } from './site';

const FOLDER = process.env.DATELINE_SCREENS;
const SIZE = { width: 1280, height: 800 };

const SCREENS: { name: string; open: (page: Page) => Promise<void> }[] = [
  { name: 'desk', open: async (page) => void (await page.goto('/?since=2025-11-14')) },
  { name: 'explore', open: async (page) => void (await page.goto('/explore')) },
  {
    name: 'reader',
    open: async (page) => {
      await page.goto('/doc');
      await page.getByRole('link', { name: 'Overnight barrage' }).first().click();
      await settled(page);
      await page.keyboard.press('J');
      await page.keyboard.press('K');
    },
  },
  { name: 'figures', open: async (page) => void (await page.goto('/figures/injured/person/UKR')) },
  {
    name: 'talks',
    open: async (page) => {
      await page.goto('/talks');
      await page.getByRole('main').getByRole('link').first().click();
      await settled(page);
    },
  },
  { name: 'log', open: async (page) => void (await page.goto('/log')) },
];

test.describe('pictures of the README', () => {
  test.skip(!FOLDER, 'DATELINE_SCREENS names no folder');
  test.use({ viewport: SIZE });

  for (const { name, open } of SCREENS) {
    test(name, async ({ page, isMobile }) => {
      test.skip(isMobile, 'the README shows the desk');
      await open(page);
      await settled(page);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // The map draws its tiles after it is there.
      await page.waitForTimeout(name === 'explore' ? 3000 : 300);
      mkdirSync(FOLDER ?? '', { recursive: true });
      await page.screenshot({ path: path.join(FOLDER ?? '', `${name}.png`) });
    });
  }
});
