// Reading a report beside its claims and saying of each what it is: by keyboard, by mouse, at a phone's width.
import type { Page } from '@playwright/test';
import { axeIsClean, expect, fitsTheWidth, picture, settled, test } from './site';

/** The claim with this number, as a card. */
const card = (page: Page, n: number) => page.locator(`#claim-${n}`);
const text = (page: Page) => page.getByRole('article', { name: /Text of the report/ });
const bar = (page: Page) => page.getByRole('region', { name: 'Review', exact: true });

/** A report of the samples by a word of its title, chosen from the list as a user would. */
async function open(page: Page, title: string): Promise<void> {
  await page.goto('/doc');
  await page.getByRole('link', { name: title }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await settled(page);
}

async function say(page: Page, name: string): Promise<void> {
  const asked = page.getByRole('dialog');
  await expect(asked).toBeVisible();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect(asked).toBeHidden();
}

test('a report is reviewed by keyboard alone, and all of it taken back', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keys');
  await open(page, 'Overnight barrage');
  await page.keyboard.press('J');
  await expect(page).toHaveURL(/claim=1/);
  await page.keyboard.press('a');
  await say(page, 'ana');
  await expect(card(page, 1)).toContainText('accepted');
  await expect(page).toHaveURL(/claim=2/);
  await page.keyboard.press('x');
  await say(page, 'told twice in this report');
  await expect(card(page, 2)).toContainText('rejected');
  await expect(card(page, 2)).toContainText('told twice in this report');
  await page.keyboard.press('c');
  await say(page, 'which governor?');
  await expect(bar(page)).toContainText('2 of 6 reviewed');
  await axeIsClean(page);
  await picture(page, 'reader');
  for (const _ of [1, 2, 3]) {
    await page.keyboard.press('u');
    await expect(bar(page)).toContainText('All saved');
  }
  await expect(bar(page)).toContainText('0 of 6 reviewed');
});

test('words lead to cards and cards to words, and a click decides nothing', async ({ page, isMobile }) => {
  await open(page, 'Overnight barrage');
  if (isMobile) await page.getByRole('button', { name: 'Text', exact: true }).click();
  await text(page).locator('mark', { hasText: 'injured' }).click();
  await expect(page).toHaveURL(/claim=5/);
  await expect(text(page).locator('mark.chosen').first()).toBeInViewport();
  if (isMobile) await page.getByRole('button', { name: /^Claims/ }).click();
  await expect(card(page, 5)).toContainText('unreviewed');
  await expect(card(page, 5)).toContainText('no speaker named');
  await card(page, 1).getByRole('link', { name: /430/ }).click();
  await expect(page).toHaveURL(/claim=1&figure=1/);
  await expect(page.locator('mark.wanted')).toHaveText('more than 430');
  await fitsTheWidth(page);
  await axeIsClean(page);
});

test('a claim is changed from selected words, and what a person set is marked', async ({ page, isMobile }) => {
  test.skip(isMobile, 'words are selected by a double click');
  await open(page, 'Overnight barrage');
  await card(page, 4).getByRole('link', { name: /OUTAGE/ }).click();
  await page.keyboard.press('e');
  await say(page, 'ana');
  const form = page.getByRole('form', { name: 'Change this claim' });
  await form.getByLabel('Status').selectOption('hypothetical');
  await text(page).locator('mark', { hasText: 'substation' }).dblclick();
  await form.getByRole('button', { name: 'Add selected words', exact: true }).click();
  await axeIsClean(page);
  await picture(page, 'reader-edit');
  await form.getByLabel('Why').fill('told as hearsay');
  await form.getByRole('button', { name: 'Save the change' }).click();
  await expect(card(page, 4)).toContainText('edited');
  await expect(card(page, 4)).toContainText('set by ana');
  await expect(card(page, 4)).toContainText('told as only possible');
});

test('a claim that was not read is added by hand, and taken back', async ({ page, isMobile }) => {
  test.skip(isMobile, 'words are selected by a double click');
  await open(page, 'Overnight barrage');
  await text(page).locator('mark', { hasText: 'transformer' }).or(text(page).getByText('and set a transformer')).first().scrollIntoViewIfNeeded();
  await text(page).locator('mark', { hasText: 'cancelled' }).dblclick();
  await expect(bar(page)).toContainText('cancelled');
  await page.keyboard.press('n');
  await say(page, 'ana');
  const form = page.getByRole('form', { name: 'New claim' });
  await expect(form).toContainText('Trains between Chernihiv and Nizhyn were cancelled');
  await form.getByLabel('Type').selectOption('DAMAGE');
  await form.getByLabel('Why').fill('missed');
  await form.getByRole('button', { name: 'Add the claim' }).click();
  await expect(page.getByRole('heading', { name: 'Claims 7' })).toBeVisible();
  // What a person added stays, as what was taken back.
  await page.keyboard.press('u');
  await expect(page.locator('article[id^="claim-100"]')).toContainText('rejected');
});

test('what the filters show is accepted together, with one undo', async ({ page }) => {
  await open(page, 'Second day of talks');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByLabel('Type').selectOption('ISSUE');
  await page.getByRole('button', { name: /^Accept these/ }).click();
  const asked = page.getByRole('dialog');
  await asked.getByLabel(/Your name/).fill('ana');
  await asked.getByRole('button', { name: /^Accept the/ }).click();
  await expect(page.locator('article[id^="claim-"]', { hasText: 'accepted · ana' })).not.toHaveCount(0);
  await expect(page.locator('article[id^="claim-"]', { hasText: 'unreviewed' })).toHaveCount(0);
  await bar(page).getByRole('button', { name: /^Undo/ }).click();
  await expect(page.locator('article[id^="claim-"]', { hasText: 'accepted · ana' })).toHaveCount(0);
});

test('the queue walks from report to report', async ({ page }) => {
  await page.goto('/doc?queue=unreviewed&type=ASSAULT');
  await expect(page).toHaveURL(/\/doc\/[^?]+\?.*queue=unreviewed/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const first = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Next report' }).click();
  await expect(page).not.toHaveURL((url) => url.pathname === first);
  await expect(page).toHaveURL(/type=ASSAULT/);
  await axeIsClean(page);
  await fitsTheWidth(page);
});

test('a phone shows text and claims in turn, and decides by the bar', async ({ page, isMobile }) => {
  test.skip(!isMobile, 'of small screens');
  await open(page, 'Overnight barrage');
  await card(page, 2).getByRole('link', { name: /INTERCEPT/ }).click();
  await bar(page).getByRole('button', { name: /^Accept/ }).click();
  await say(page, 'ana');
  await expect(card(page, 2)).toContainText('accepted');
  await page.getByRole('button', { name: 'Text', exact: true }).click();
  await expect(text(page)).toBeVisible();
  await expect(card(page, 2)).toBeHidden();
  await fitsTheWidth(page);
  await axeIsClean(page);
  await picture(page, 'reader');
});

test.describe('a read-only server', () => {
  test.use({ serveWith: ['--read-only'] });

  test('says that nothing can be changed', async ({ page }) => {
    await open(page, 'Overnight barrage');
    await expect(bar(page)).toContainText('read-only');
    await expect(bar(page).getByRole('button', { name: /^Accept/ })).toHaveCount(0);
    await page.keyboard.press('J');
    await page.keyboard.press('a');
    await expect(card(page, 1)).toContainText('unreviewed');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
});
