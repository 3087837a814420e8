import { expect, test } from 'vitest';
import { deceivesByScript, oneSlipApart, organisationOf } from './domains.ts';
import { knownOrganisations } from './known.ts';
import { linkWarnings } from './links.ts';
import { senderWarnings } from './sender.ts';

const known = knownOrganisations(
  new Map([
    ['creditlyonnais.fr', 40],
    ['example.org', 12],
    ['friend.net', 1],
  ]),
);
const kinds = (name: string, address: string, replyTo?: string, list = false) =>
  senderWarnings(
    { from: { name, address }, replyTo: replyTo ? [{ name: '', address: replyTo }] : [], list },
    known,
  ).map(({ kind }) => kind);

test.each([
  ['Ann', 'ann@example.org'],
  ['ann@example.org', 'ann@mail.example.org'],
  ['Müller', 'info@müller.de'],
  ['Müller', 'info@xn--mller-kva.de'],
  ['Почта', 'info@почта.рф'],
  ['日本', 'info@日本.jp'],
  ['Crédit Lyonnais', 'info@news.creditlyonnais.fr'],
  ['Amazon', 'order@amazon.fr'],
  ['Version 2.0', 'news@some-shop.com'],
  ['', ''],
])('%s <%s> is an ordinary sender', (name, address) => {
  expect(kinds(name, address)).toEqual([]);
});

test.each([
  ['service@paypal.com', 'x@cheap-host.ru', ['name-is-address']],
  ['Bank <ann@example.org>', 'x@cheap-host.ru', ['name-is-address']],
  ['PayPal', 'x@xn--pypal-4ve.com', ['mixed-scripts']],
  ['Apple', 'x@xn--80ak6aa92e.com', ['mixed-scripts']],
  ['PayPal', 'x@paypa1.com', ['looks-like']],
  ['Microsoft', 'x@rnicrosoft.com', ['looks-like']],
  ['Crédit Lyonnais', 'x@creditlyonnnais.fr', ['looks-like']],
  ['Crédit Lyonnais', 'x@creditlyonanis.com', ['looks-like']],
  ['nnA \u202egro.elpmaxe@nna', 'x@cheap-host.ru', ['hidden-characters']],
])('%s <%s> may deceive: %j', (name, address, expected) => {
  expect(kinds(name, address)).toEqual(expected);
});

test('answers to a free mailbox are told of, unless a list or a free mailbox itself asks for them', () => {
  expect(kinds('Boss', 'boss@example.org', 'boss.ceo@gmail.com')).toEqual(['reply-elsewhere']);
  expect(kinds('Boss', 'boss@example.org', 'boss@mail.example.org')).toEqual([]);
  expect(kinds('Boss', 'boss@example.org', 'help@desk.example')).toEqual([]);
  expect(kinds('Boss', 'boss@example.org', 'boss.ceo@gmail.com', true)).toEqual([]);
  expect(kinds('Ann', 'ann@yahoo.fr', 'ann@gmail.com')).toEqual([]);
});

test.each([
  ['https://example.org/a', 'https://example.org/a'],
  ['https://www.example.org/', 'example.org'],
  ['https://click.example.org/?u=1', 'www.example.org'],
  ['https://github.com/a/b', 'README.md'],
  ['https://elsewhere.net/', 'our terms'],
  ['mailto:a@b.net', 'c@example.org'],
])('%s under “%s” is honest', (url, text) => {
  expect(linkWarnings({ url, text }, known)).toEqual([]);
});

test.each([
  ['https://evil.example.com/', 'https://example.org/login', ['other-host']],
  ['https://example.org@evil.net/', 'Sign in', ['user-name']],
  ['http://203.0.113.7/pay', 'Pay', ['number']],
  ['https://xn--80ak6aa92e.com/', 'Apple', ['mixed-scripts']],
  ['https://paypa1.com/', 'paypal.com', ['other-host', 'looks-like']],
])('%s under “%s” may deceive: %j', (url, text, expected) => {
  expect(linkWarnings({ url, text }, known).map(({ kind }) => kind)).toEqual(expected);
});

test('what is registered of a host, and what is one slip away', () => {
  expect(organisationOf('mail.bank.co.uk')).toBe('bank.co.uk');
  expect(oneSlipApart('lyonnais', 'lyonnnais')).toBe(true);
  expect(oneSlipApart('lyonnais', 'lyonanis')).toBe(true);
  expect(oneSlipApart('lyonnais', 'lyonnais')).toBe(false);
  expect(oneSlipApart('lyonnais', 'lyonnn')).toBe(false);
  expect(deceivesByScript('bücher.example')).toBe(false);
});
