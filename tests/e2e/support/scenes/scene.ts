import type { Page } from 'playwright-core';
import en from '../../../../resources/locales/en.json' with { type: 'json' };
import fr from '../../../../resources/locales/fr.json' with { type: 'json' };

export const SCENE_LANGUAGES = ['en', 'fr'] as const;
export type SceneLanguage = (typeof SCENE_LANGUAGES)[number];

/** The texts of the window, to find by name what has nothing else. */
export const textsIn = { en, fr } as const satisfies Record<SceneLanguage, unknown>;

/** The window and what it speaks. */
export interface Stage {
  readonly page: Page;
  readonly language: SceneLanguage;
  /** The program's process. */
  readonly program: number;
}

/** Something that a person can have on the screen. */
export interface Scene {
  /** Brings the window there, from wherever it is without a sheet, and waits until it can be looked at. */
  readonly open: (stage: Stage) => Promise<void>;
  /** Puts away what would be in the way of the next one; sheets and menus are closed anyway. */
  readonly close?: (stage: Stage) => Promise<void>;
  /** The other scenes say enough of short words: the walk sees it in one language only. */
  readonly once?: boolean;
  /** The file of what floats here: the walk has to have seen each of them. */
  readonly floats?: string;
}

/** Presses the keys of a chord of `renderer/lib/keys`, one after the other. */
export async function pressChord(page: Page, chord: string): Promise<void> {
  for (const press of chord.split(' ')) {
    await page.keyboard.press(press.replace('Ctrl', 'Control').replace('Space', ' '));
  }
}

/** Opens the palette and chooses what has this name. */
export async function choose(
  { page, language }: Pick<Stage, 'page' | 'language'>,
  name: string,
): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(textsIn[language].palette.placeholder).fill(name);
  await page.getByRole('dialog').getByRole('button', { name }).first().click();
}

/** Closes what floats, and takes the pointer away from what it would light. */
export async function leave({ page }: Pick<Stage, 'page'>): Promise<void> {
  const floating = page.locator('[role="dialog"], [role="menu"]').filter({ visible: true });
  for (let layer = 0; layer < 4 && (await floating.count()) > 0; layer += 1) {
    const before = await floating.count();
    await page.keyboard.press('Escape');
    await page
      .waitForFunction(
        `[...document.querySelectorAll('[role="dialog"], [role="menu"]')].filter((one) => one.checkVisibility()).length < ${before}`,
        undefined,
        { timeout: 3_000 },
      )
      .catch(() => undefined);
  }
  await page.mouse.move(0, 0);
}
