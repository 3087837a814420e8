import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM_ORIGIN, CONTENT_SECURITY_POLICY, ELECTRON_ORIGIN } from './content-policy.ts';
import { resolveStatic, serveStatic } from './static-files.ts';

let top: string;
let folder: string;

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'casier-static-'));
  folder = join(top, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'folder.js'));
  writeFileSync(join(folder, 'index.html'), '<title>Casier</title>');
  writeFileSync(join(folder, 'assets', 'a b.js'), 'export {}');
  writeFileSync(join(top, 'secret.json'), '{}');
  mkdirSync(join(top, 'renderer-2'));
  writeFileSync(join(top, 'renderer-2', 'x.js'), '');
});
afterAll(() => rmSync(top, { recursive: true }));

test.each([CHROMIUM_ORIGIN, ELECTRON_ORIGIN])('finds the files of %s', (origin) => {
  expect(resolveStatic(folder, origin, `${origin}/`)).toBe(join(folder, 'index.html'));
  expect(resolveStatic(folder, origin, `${origin}/assets/a%20b.js?v=1#x`)).toBe(
    join(folder, 'assets', 'a b.js'),
  );
});

test.each([
  'https://example.com/index.html',
  'https://app.invalid.example.com/index.html',
  'http://app.invalid/index.html',
  'https://app.invalid:8443/index.html',
  'casier://app/index.html',
  'file:///etc/passwd.json',
  'https://app.invalid/..%2fsecret.json',
  'https://app.invalid/%2e%2e/%2e%2e%2fsecret.json',
  'https://app.invalid/..%5csecret.json',
  'https://app.invalid/..%2frenderer-2/x.js',
  'https://app.invalid/index.html%00.js',
  'https://app.invalid/%ff.js',
  'https://app.invalid/program.exe',
  'https://app.invalid/assets',
  'nonsense',
])('finds nothing for %s', (url) => {
  expect(resolveStatic(folder, CHROMIUM_ORIGIN, url)).toBeNull();
});

test('answers with the strict policy, whatever is asked', async () => {
  const found = await serveStatic(folder, CHROMIUM_ORIGIN, `${CHROMIUM_ORIGIN}/`);
  const missing = await serveStatic(folder, CHROMIUM_ORIGIN, `${CHROMIUM_ORIGIN}/none.js`);
  const directory = await serveStatic(folder, CHROMIUM_ORIGIN, `${CHROMIUM_ORIGIN}/folder.js`);
  expect([found.status, missing.status, directory.status]).toEqual([200, 404, 404]);
  expect(Buffer.from(found.body).toString()).toBe('<title>Casier</title>');
  expect(found.headers['content-type']).toBe('text/html; charset=utf-8');
  for (const { headers } of [found, missing, directory]) {
    expect(headers).toMatchObject({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  }
});

test('the policy allows no script, connection or frame from elsewhere', () => {
  const policy = new Map(CONTENT_SECURITY_POLICY.split('; ').map((part) => [part.split(' ')[0], part]));
  expect(policy.get('default-src')).toBe("default-src 'none'");
  expect(policy.get('script-src')).toBe("script-src 'self'");
  expect(policy.get('connect-src')).toBe("connect-src 'self'");
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|\*|unsafe-eval/);
});
