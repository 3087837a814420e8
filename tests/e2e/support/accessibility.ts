import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ImpactValue } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { waitFor } from '../../support/wait-for.ts';
import type { RunningApp } from './app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Waits until nothing that ends is still moving: a colour measured while something fades in is none that anyone was meant to read.
 * What begins to move does so a frame or two after it is there, so that three frames in a row have to be still.
 */
export async function waitUntilStill(page: Page): Promise<void> {
  await waitFor(() =>
    page.evaluate<boolean>(`(async () => {
      const moves = ({ playState, effect }) =>
        playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime);
      for (let frame = 0; frame < 3; frame += 1) {
        if (document.getAnimations().some(moves)) return false;
        await new Promise(requestAnimationFrame);
      }
      return !document.getAnimations().some(moves);
    })()`),
  );
}

/** Lets the next look go into a frame of our own. */
export async function lookInside(frame: Frame): Promise<void> {
  await frame.evaluate(axe);
}

/** Colours take as long as all the rest together. */
type Rules = 'all' | 'colours' | 'all but colours';

/** What WCAG 2.2 A and AA find wrong and serious: rule and element. Measured when nothing moves any more. */
export async function seriousProblems(
  app: Pick<RunningApp, 'page'>,
  rules: Rules = 'all',
): Promise<string[]> {
  return violationsIn(app, (impact) => impact === 'serious' || impact === 'critical', rules);
}

/** Whatever WCAG 2.2 A and AA find wrong, however small. */
export async function problems(app: Pick<RunningApp, 'page'>): Promise<string[]> {
  return violationsIn(app, () => true);
}

async function violationsIn(
  { page }: Pick<RunningApp, 'page'>,
  counts: (impact: ImpactValue | undefined) => boolean,
  rules: Rules = 'all',
): Promise<string[]> {
  await waitUntilStill(page);
  await page.evaluate(axe);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run(document, {
      runOnly: ${JSON.stringify(rules === 'colours' ? ['color-contrast'] : { type: 'tag', values: tags })},
      // Where everything is right is not looked for: that took most of the time.
      resultTypes: ['violations'],
      // Experimental: takes the number in a badge for a part of the name.
      rules: {
        'label-content-name-mismatch': { enabled: false },
        'color-contrast': { enabled: ${rules !== 'all but colours'} },
      },
    })`,
  );
  return violations
    .filter(({ impact }) => counts(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
