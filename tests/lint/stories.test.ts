import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../support/commands.ts';

const DRAWS = /^export (?:function|const) [A-Z]\w*(?:[(<]| = memo\()/m;

/** Files of a folder below `renderer/` that export a component. */
function components(folder: string): string[] {
  return readdirSync(join(root, 'renderer', folder), { withFileTypes: true })
    .filter(({ name }) => /\.tsx$/.test(name) && !/\.(test|stories)\.tsx$/.test(name))
    .map(({ name }) => join(folder, name))
    .filter((path) => DRAWS.test(readFileSync(join(root, 'renderer', path), 'utf8')));
}

test('every shared component is in the gallery', () => {
  const shared = components('ui');
  expect(shared.length).toBeGreaterThan(10);
  const untold = shared.filter(
    (path) => !existsSync(join(root, 'renderer', path.replace(/\.tsx$/, '.stories.tsx'))),
  );
  expect(untold).toEqual([]);
});

test('every feature shows parts of itself in the gallery', () => {
  const features = readdirSync(join(root, 'renderer/features'));
  expect(features.length).toBeGreaterThan(20);
  const untold = features.filter(
    (feature) =>
      !readdirSync(join(root, 'renderer/features', feature), { recursive: true, encoding: 'utf8' }).some(
        (path) => path.endsWith('.stories.tsx'),
      ),
  );
  expect(untold).toEqual([]);
});
