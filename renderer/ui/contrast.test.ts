import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function colours(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['paper', 'surface', 'sheet', 'hover', 'pressed', 'accent-soft'];
const PAIRS: [string, string][] = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((ink) =>
    GROUNDS.map((ground): [string, string] => [ink, ground]),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['warn', 'paper'],
  ['warn', 'warn-soft'],
  ['ink-2', 'warn-soft'],
  ['bad', 'sheet'],
  ['bad', 'bad-soft'],
  ['sheet', 'bad'],
  ['accent', 'accent-soft-hover'],
];

test.each([':root', ":root[data-mantine-color-scheme='dark']"])(
  'every text in %s can be read (4.5:1)',
  (selector) => {
    const tokens = colours(selector);
    const weak = PAIRS.map(([ink, ground]) => {
      const ratio = contrast(tokens.get(ink)!, tokens.get(ground)!);
      return { ink, ground, ratio: Math.round(ratio * 100) / 100 };
    }).filter(({ ratio }) => !(ratio >= 4.5));
    expect(weak).toEqual([]);
  },
);
