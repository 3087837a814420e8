import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import en from '../../resources/locales/en.json' with { type: 'json' };
import fr from '../../resources/locales/fr.json' with { type: 'json' };

type Texts = { [key: string]: string | Texts };

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const PLURAL = /_(?:zero|one|other)$/;
const base = (key: string) => key.replace(PLURAL, '');
const english = flatten(en);
const french = flatten(fr);

const room = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' })
  // The gallery and its stories are for whoever makes the window.
  .filter((path) => /\.tsx?$/.test(path) && !/^gallery|\.(test|stories)\.tsx?$/.test(path))
  .map((path) => ({
    path,
    tree: ts.createSourceFile(path, readFileSync(room + path, 'utf8'), ts.ScriptTarget.Latest, true),
  }));

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => walk(child, visit));
}

/** What is given to `t(…)`: whole keys, and the pattern of keys that are put together. */
function usedKeys(): { whole: { key: string; path: string }[]; patterns: RegExp[]; mentioned: Set<string> } {
  const whole: { key: string; path: string }[] = [];
  const patterns: RegExp[] = [];
  const mentioned = new Set<string>();
  for (const { path, tree } of sources) {
    walk(tree, (node) => {
      if (ts.isStringLiteral(node)) mentioned.add(node.text);
      if (!ts.isCallExpression(node) || !/(?:^|\.)t$/.test(node.expression.getText())) return;
      const key = node.arguments[0];
      if (key === undefined) return;
      if (ts.isStringLiteral(key)) whole.push({ key: key.text, path });
      else if (ts.isTemplateExpression(key)) {
        const parts = [key.head.text, ...key.templateSpans.map(({ literal }) => literal.text)];
        patterns.push(new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[^.]+')}$`));
      }
    });
  }
  return { whole, patterns, mentioned };
}

test('English and French have the same texts, and every plural its forms', () => {
  expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  for (const key of english.keys()) {
    if (key.endsWith('_one') || key.endsWith('_zero'))
      expect(english.has(`${base(key)}_other`), key).toBe(true);
    if (key.endsWith('_other')) expect(english.has(`${base(key)}_one`), key).toBe(true);
  }
});

test('both languages fill in the same things', () => {
  const holes = (text = '') =>
    [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort();
  for (const [key, text] of english) {
    if (!PLURAL.test(key)) expect(holes(french.get(key)), key).toEqual(holes(text));
    expect(
      holes(text).every((name) => name !== undefined),
      key,
    ).toBe(true);
  }
});

test('every text that a component asks for exists, and every text is asked for', () => {
  const { whole, patterns, mentioned } = usedKeys();
  const known = new Set([...english.keys()].map(base));
  expect(whole.filter(({ key }) => !known.has(key))).toEqual([]);
  for (const pattern of patterns)
    expect(
      [...known].some((key) => pattern.test(key)),
      String(pattern),
    ).toBe(true);
  const idle = [...known].filter(
    (key) => !mentioned.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(idle).toEqual([]);
});

test('no component holds a literal text', () => {
  const spoken = new Set([
    'title',
    'label',
    'placeholder',
    'alt',
    'description',
    'aria-label',
    'nothingFound',
  ]);
  // Names of keys on the keyboard are the same everywhere.
  const found: string[] = [];
  for (const { path, tree } of sources) {
    walk(tree, (node) => {
      if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text)) found.push(`${path}: ${node.text.trim()}`);
      if (!ts.isJsxAttribute(node) || !spoken.has(node.name.getText())) return;
      if (node.initializer !== undefined && ts.isStringLiteral(node.initializer)) {
        found.push(`${path}: ${node.getText()}`);
      }
    });
  }
  expect(found).toEqual([]);
});
