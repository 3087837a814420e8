import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { root } from '../support/commands.ts';

/** A file, what it imports, and the rule that must refuse it; null where the import is right. */
type Case = readonly [from: string, to: string, rule: string | null];

const cases: Case[] = [
  ['contract/a.ts', 'main/engine/platform/clock.ts', 'room-contract'],
  ['contract/b.ts', 'contract/ids.ts', null],
  ['contract/c.ts', 'node:fs', 'contract-without-node'],
  ['models/a.ts', 'main/engine/db/open.ts', 'room-models'],
  ['models/b.ts', 'contract/ids.ts', null],
  ['preload/a.ts', 'contract/ids.ts', 'room-preload'],
  ['preload/b.ts', 'contract/names.ts', null],
  ['preload/c.ts', 'electron', null],
  ['main/shell/a.ts', 'main/engine/db/open.ts', 'room-shell'],
  ['main/shell/electron/b.ts', 'electron', null],
  ['main/shell/chromium/c.ts', 'electron', 'electron-only-in-its-adapter'],
  ['main/a.ts', 'main/engine/db/open.ts', 'room-application'],
  ['main/b.ts', 'main/shell/port.ts', null],
  ['main/engine/platform/a.ts', 'contract/ids.ts', 'room-engine-platform'],
  ['main/engine/mime/a.ts', 'main/engine/db/open.ts', 'room-engine-mime'],
  ['main/engine/mime/b.ts', 'contract/ids.ts', null],
  ['main/engine/db/a.ts', 'main/engine/sync/run.ts', 'room-engine-db'],
  ['main/engine/db/b.ts', 'better-sqlite3', null],
  ['main/engine/sync/a.ts', 'better-sqlite3', 'sql-only-in-db'],
  ['main/engine/sync/b.ts', 'main/engine/deciding/index.ts', 'room-engine-sync'],
  ['main/engine/sync/c.ts', 'main/engine/db/open.ts', null],
  ['main/engine/sources/a.ts', 'main/engine/db/open.ts', 'room-engine-sources'],
  ['main/engine/sources/b.ts', 'main/engine/mime/index.ts', null],
  ['main/engine/jobs/a.ts', 'main/engine/suggestions/index.ts', 'room-engine-jobs'],
  ['main/engine/jobs/b.ts', 'main/engine/sources/port.ts', null],
  ['main/engine/deciding/a.ts', 'main/engine/jobs/runner.ts', 'room-engine-deciding'],
  ['main/engine/suggestions/a.ts', 'main/engine/sync/run.ts', 'room-engine-suggestions'],
  ['main/engine/suggestions/b.ts', 'main/engine/jobs/runner.ts', null],
  ['main/engine/inference/a.ts', 'main/engine/db/open.ts', 'room-engine-inference'],
  ['main/inference/a.ts', 'main/engine/db/open.ts', 'room-inference'],
  ['main/inference/b.ts', 'main/engine/platform/clock.ts', null],
  ['main/engine/surprise/a.ts', 'contract/ids.ts', null],
  ['main/engine/a.ts', 'main/engine/surprise/a.ts', 'no-unknown-room'],
  ['main/engine/b.ts', 'main/shell/port.ts', 'room-engine-root'],
  ['renderer/app/a.ts', 'renderer/features/triage/view.ts', null],
  ['renderer/features/triage/a.ts', 'renderer/features/activity/view.ts', 'no-feature-to-feature'],
  ['renderer/features/triage/b.ts', 'renderer/app/start.ts', 'room-features'],
  ['renderer/features/triage/c.ts', 'renderer/ui/button.ts', null],
  ['renderer/features/triage/d.ts', 'contract/ids.ts', 'contract-by-type'],
  ['renderer/features/triage/e.ts', 'main/engine/options.ts', 'room-features'],
  ['renderer/ui/a.ts', 'renderer/features/triage/view.ts', 'room-ui'],
  ['renderer/app/b.ts', 'renderer/gallery/story.ts', 'no-product-to-gallery'],
  ['renderer/ui/b.ts', 'renderer/ui/button.stories.ts', 'no-product-to-test'],
  ['renderer/features/triage/f.stories.ts', 'renderer/gallery/story.ts', null],
  ['renderer/lib/a.ts', 'node:fs', 'renderer-without-node'],
  ['main/c.ts', 'tests/support/commands.ts', 'no-product-to-test'],
];

const violations = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let tree: string;
let found: { from: string; rule: { name: string } }[];

/** Writes the tree, where every target that is no case of its own is a small file, and lets the tool judge it once. */
beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  tree = mkdtempSync(join(root, '.cache', 'rooms-'));
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
  writeFileSync(join(tree, 'package.json'), '{"dependencies":{"better-sqlite3":"*","electron":"*"}}');
  for (const [, to] of cases) if (to.endsWith('.ts')) write(to, 'export const target = 1;\n');
  for (const [from, to] of cases) write(from, `import '${specifier(from, to)}';\nexport const name = 1;\n`);
  write('main/engine/db/first.ts', `import './second.ts';\n`);
  write('main/engine/db/second.ts', `import './first.ts';\n`);
  write('main/engine/db/lonely.ts', `export const alone = 1;\n`);
  write('renderer/features/triage/shape.ts', `import type { target } from '../../../contract/ids.ts';\n`);
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(root, '.dependency-cruiser.cjs');
  const rooms = ['contract', 'models', 'preload', 'main', 'renderer', 'tests'];
  const { stdout } = spawnSync(
    process.execPath,
    [tool, '--config', config, '--output-type', 'json', ...rooms],
    {
      cwd: tree,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  found = violations.parse(JSON.parse(stdout)).summary.violations;
});

afterAll(() => {
  rmSync(tree, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}

function specifier(from: string, to: string): string {
  if (!to.endsWith('.ts')) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function rulesAgainst(file: string): string[] {
  return found.filter(({ from }) => from === file).map(({ rule }) => rule.name);
}

test.each(cases.filter(([, , rule]) => rule !== null))('%s may not import %s', (from, _to, rule) => {
  expect(rulesAgainst(from)).toContain(rule);
});

test.each(cases.filter(([, , rule]) => rule === null))('%s may import %s', (from) => {
  expect(rulesAgainst(from)).toEqual([]);
});

test('a cycle is refused', () => {
  expect(rulesAgainst('main/engine/db/first.ts')).toContain('no-circular');
});

test('a file that stands alone is refused', () => {
  expect(rulesAgainst('main/engine/db/lonely.ts')).toContain('no-orphans');
});

test('the renderer may import the shapes of the contract', () => {
  expect(rulesAgainst('renderer/features/triage/shape.ts')).toEqual([]);
});
