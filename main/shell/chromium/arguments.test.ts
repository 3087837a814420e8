import { expect, test } from 'vitest';
import { chromiumArguments } from './arguments.ts';

const options = { profileDir: '/p', language: 'fr', root: false, firstStart: false, debugPort: false };

test('a person’s browser keeps its sandbox and opens no port', () => {
  const args = chromiumArguments(options).join(' ');
  expect(args).toContain('--remote-debugging-pipe');
  expect(args).not.toContain('--remote-debugging-port');
  expect(args).not.toContain('--no-sandbox');
  expect(args).toContain('--proxy-server=http://127.0.0.1:9');
  expect(args).not.toContain('--enable-automation');
});

test('root has no sandbox to keep; only the first start sets a size', () => {
  expect(chromiumArguments({ ...options, root: true })).toContain('--no-sandbox');
  expect(chromiumArguments({ ...options, firstStart: true })).toContain('--window-size=1280,800');
  expect(chromiumArguments(options).join(' ')).not.toContain('--window-size');
});
