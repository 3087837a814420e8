import { expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

test('sections are parted by lines, empty ones leave none', () => {
  const run = (): void => {};
  const item = (label: string, enabled = true) => ({ label, enabled, run });
  expect(menuTemplate([[], [item('Open')], [], [item('Marks & Co', false), item('Quit')]])).toEqual([
    { label: 'Open', enabled: true, click: run },
    { type: 'separator' },
    { label: 'Marks && Co', enabled: false, click: run },
    { label: 'Quit', enabled: true, click: run },
  ]);
});
