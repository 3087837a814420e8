import { expect, test } from 'vitest';
import { openableLink } from './links.ts';

test.each([
  ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
  [' HTTP://Example.com ', 'http://example.com/'],
  ['mailto:ann@example.com?subject=Hi', 'mailto:ann@example.com?subject=Hi'],
  ['https://example.com/"; rm -rf ~', 'https://example.com/%22;%20rm%20-rf%20~'],
])('opens %s', (url, opened) => {
  expect(openableLink(url)).toBe(opened);
});

test.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,hello',
  'smb://server/share',
  'vscode://open',
  'https://bank.example@evil.example/',
  '-https://example.com',
  '/usr/bin/xcalc',
  '',
])('does not open %s', (url) => {
  expect(openableLink(url)).toBeNull();
});
