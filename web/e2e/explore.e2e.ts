// Explore: a map, a timeline and a table of one filter, used by mouse, by keyboard and on a phone.
import { axeIsClean, expect, fitsTheWidth, picture, settled, test } from './site';

test('map, timeline and table show one filter, all of it in the address', async ({ page }) => {
  await page.goto('/explore');
  await settled(page);
  await expect(page.locator('main canvas').first()).toBeVisible();
  await expect(page.getByText(/visible of/)).toBeVisible();
  const before = await page.locator('main .counts strong').innerText();
  if (!(await page.getByLabel('Type').isVisible())) await page.getByText('Filters').click();
  await page.goto('/explore?type=ASSAULT');
  await settled(page);
  await expect(page.locator('main .counts strong')).not.toHaveText(before);
  await page.getByRole('button', { name: 'Brush these days' }).click();
  await expect(page).toHaveURL(/from=.*to=|to=.*from=/);
  const first = page.getByRole('slider', { name: 'First day' });
  const was = await first.getAttribute('aria-valuenow');
  await first.press('ArrowRight');
  await expect(first).not.toHaveAttribute('aria-valuenow', was ?? '');
  await axeIsClean(page);
  await fitsTheWidth(page);
  await picture(page, 'explore-brushed');
});

test('an event is chosen from the list and leads to its words', async ({ page, isMobile }) => {
  await page.goto('/explore');
  await settled(page);
  if (isMobile) await page.getByRole('button', { name: /^Table/ }).click();
  await page.getByRole('table').getByRole('row').nth(1).click();
  const card = page.getByRole('region', { name: 'Event' });
  await expect(card).toContainText('Told by');
  await axeIsClean(page);
  await card.getByRole('link', { name: /“/ }).first().click();
  await expect(page).toHaveURL(/\/doc\/.+claim=/);
});

test('what has no place of its own is counted and not on the map', async ({ page }) => {
  await page.goto('/explore');
  await settled(page);
  const trays = page.getByRole('list', { name: 'How exactly the place was told' });
  await expect(trays).toContainText('no place told');
  await trays.getByRole('button', { name: /no place told/ }).click();
  await expect(page).toHaveURL(/where=/);
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/view=table/);
  await expect(page.getByRole('table')).toBeVisible();
  await picture(page, 'explore-table');
});

test('nothing that matches says how to see more', async ({ page }) => {
  await page.goto('/explore?type=ASSAULT&from=1999-01-01&to=1999-01-02');
  await settled(page);
  await expect(page.getByText(/No events match/)).toBeVisible();
  await page.getByRole('button', { name: 'Clear dates' }).first().click();
  await expect(page.getByText(/No events match/)).toBeHidden();
});

test('the same events are taken along as CSV', async ({ page }) => {
  await page.goto('/explore?type=ASSAULT');
  await settled(page);
  const link = page.getByRole('link', { name: 'CSV' });
  const answer = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(answer.headers()['content-type']).toContain('text/csv');
  expect(await answer.text()).toMatch(/^id,type/);
});

test('the map follows a drag to its end, and is sharp when it rests', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a finger drags the page as well');
  await page.goto('/explore?map=4/48/30');
  await settled(page);
  const map = page.locator('.map canvas.maplibregl-canvas');
  const sharpness = () => map.evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.clientWidth);
  await expect.poll(sharpness).toBeCloseTo(1, 1);
  const box = await map.boundingBox();
  if (!box) throw new Error('the map has no place');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let n = 1; n <= 10; n++) await page.mouse.move(x - 20 * n, y);
  expect(await sharpness(), 'without a graphics card a moving map is drawn coarser').toBeCloseTo(0.5, 1);
  await page.mouse.up();
  await expect.poll(sharpness).toBeCloseTo(1, 1);
  // 200 pixels of the 8,192 that the world takes at this zoom are 8.8 degrees; with what it glides on, more.
  const longitude = () => Number(new URL(page.url()).searchParams.get('map')?.split('/')[2]);
  expect(longitude()).toBeGreaterThan(38);
});
