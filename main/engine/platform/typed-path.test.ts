import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTypedPath } from './typed-path.ts';

it.each([
  ['/home/camille/Mail', '/home/camille/Mail'],
  ['  /home/camille/Mail ', '/home/camille/Mail'],
  ['"/home/camille/My mail"', '/home/camille/My mail'],
  ["'/home/camille/Mail'", '/home/camille/Mail'],
  ['file:///home/camille/Mes%20messages', '/home/camille/Mes messages'],
  ['/home/camille/../anne/Mail', '/home/anne/Mail'],
  ['~', homedir()],
  ['~/Mail', join(homedir(), 'Mail')],
])('%s is a path', (text, path) => {
  expect(readTypedPath(text)).toBe(path);
});

it.each(['Mail', './Mail', '~camille/Mail', 'file://elsewhere/Mail', 'https://example.org/', ''])(
  '"%s" leads nowhere',
  (text) => {
    expect(readTypedPath(text)).toBeNull();
  },
);
