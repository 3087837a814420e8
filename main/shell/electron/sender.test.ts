import { expect, test } from 'vitest';
import { isOurPage, isOurWindow, mayNavigate } from './sender.ts';

const url = 'casier://app/index.html';

test('only the top frame of our own page may call', () => {
  expect(isOurWindow({ url, parent: null })).toBe(true);
  expect(isOurWindow({ url, parent: {} })).toBe(false);
  expect(isOurWindow({ url: 'https://app.invalid/', parent: null })).toBe(false);
  expect(isOurWindow(null)).toBe(false);
});

test.each(['casier://app.evil/', 'casier://evil/app', 'casier:app', 'https://casier/app', 'about:blank', ''])(
  '%s is no page of ours',
  (other) => {
    expect(isOurPage(other)).toBe(false);
  },
);

test('the window stays on its page; a frame may show what it is given', () => {
  expect(mayNavigate(url, true)).toBe(true);
  expect(mayNavigate('about:srcdoc', true)).toBe(false);
  expect(mayNavigate('about:srcdoc', false)).toBe(true);
  expect(mayNavigate('https://example.com/', false)).toBe(false);
});
