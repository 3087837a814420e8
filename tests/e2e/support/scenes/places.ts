import type { Page } from 'playwright-core';
import { entryOf } from '../../../../renderer/lib/keys/commands.ts';
import { PLACES, type Place } from '../../../../renderer/lib/places.ts';
import { pressChord, type Scene } from './scene.ts';

/** What is there when a place has all that it shows. */
const THERE: Record<Place, (page: Page) => Promise<void>> = {
  proposals: (page) => page.getByTestId('group-row').first().waitFor(),
  mailbox: (page) => page.getByTestId('mail-row').first().waitFor(),
  search: (page) => page.getByTestId('search-input').waitFor(),
  activity: (page) => page.getByTestId('batch-row').first().waitFor(),
  dashboard: (page) => page.getByTestId('who-decided').waitFor(),
  async rules(page) {
    await page.getByTestId('rule-waiting').first().waitFor();
    await page.getByTestId('rule-row').first().click();
    // Side by side where there is room, else the form alone.
    await page.getByTestId('rule-form').waitFor();
  },
  backtest: (page) => page.getByTestId('backtest-result').waitFor(),
  async 'new-folders'(page) {
    await page.getByTestId('new-folders').waitFor();
    await page.getByTestId('new-folders').locator('.mantine-Loader-root').waitFor({ state: 'detached' });
  },
};

/** Goes to a place by its keys. */
export async function goTo(page: Page, place: Place): Promise<void> {
  // In a field the keys are letters.
  await page.evaluate('document.activeElement?.blur()');
  await pressChord(page, entryOf(`go-${place}`).key);
  await THERE[place](page);
}

/** Every place, by its keys. */
export const placeScenes = Object.fromEntries(
  PLACES.map((place): [Place, Scene] => [place, { open: ({ page }) => goTo(page, place) }]),
) as Record<Place, Scene>;
