import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { waitUntilStill } from './accessibility.ts';

const source = readFileSync(join(import.meta.dirname, '..', 'in-page', 'cut-texts.ts'), 'utf8');
const script = stripTypeScriptTypes(source).replace('export function', 'function');

/** What of the texts on screen cannot be read whole (see `in-page/cut-texts.ts`), when nothing moves any more. */
export async function cutTexts(page: Page): Promise<string[]> {
  await waitUntilStill(page);
  return page.evaluate<string[]>(`(() => { ${script}; return findCutTexts(); })()`);
}
