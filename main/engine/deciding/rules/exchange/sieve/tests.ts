import { askAddress, askExists, askHeader, askText } from '../fields.ts';
import { and, NO, not, or, test, YES, type Logic } from '../logic.ts';
import { shownSize } from '../measures.ts';
import type { Report } from '../notes.ts';
import type { Match } from '../words.ts';
import { shownArguments, sortArguments, type Arguments } from './arguments.ts';
import type { Test } from './syntax.ts';

/** Where a test or an action stands. */
export interface Around {
  readonly rule: string;
  readonly report: Report;
  /** Texts may hold `${…}` (RFC 5229), which only the server can fill in. */
  readonly variables: boolean;
}

/**
 * What is known of a test. Where a part cannot be carried over, `sure` is met by fewer mails than the test and `possible` by
 * more: a rule is made of what is sure, and its opposite of what is possible.
 */
export interface Bounds {
  readonly sure: Logic;
  readonly possible: Logic;
}

/** The condition that a test asks. A part that cannot be carried over is told. */
export function readTest(one: Test, around: Around): Bounds {
  const [inner] = one.tests;
  if (one.name === 'not' && inner !== undefined && one.tests.length === 1) {
    const { sure, possible } = readTest(inner, around);
    return { sure: not(possible), possible: not(sure) };
  }
  if ((one.name === 'allof' || one.name === 'anyof') && one.tests.length > 0) {
    const items = one.tests.map((item) => readTest(item, around));
    const join = one.name === 'allof' ? and : or;
    return {
      sure: join(items.map(({ sure }) => sure)),
      possible: join(items.map(({ possible }) => possible)),
    };
  }
  const logic = one.tests.length === 0 ? readSimple(one, around) : null;
  if (logic !== null) return { sure: logic, possible: logic };
  around.report.add(around.rule, one.line, 'unknown-test', shownArguments(one.name, one.args));
  return { sure: NO, possible: YES };
}

/** A test without tests in it; null when rules cannot ask it. */
function readSimple(one: Test, around: Around): Logic | null {
  const known = { size: ['over', 'under'], body: ['raw', 'text'] }[one.name] ?? [];
  const args = sortArguments(one.args, known, one.name === 'body' ? ['content'] : []);
  if (args === null) return null;
  switch (one.name) {
    case 'true':
      return YES;
    case 'false':
      return NO;
    case 'exists':
      return readExists(args, around);
    case 'size':
      return readSize(args);
    case 'header':
    case 'address':
    case 'envelope':
    case 'body':
      return readComparison(one.name, args, around);
    default:
      return null;
  }
}

function readExists({ texts: [names = []] }: Arguments, { report }: Around): Logic | null {
  const asked = names.map((name) => askExists(name.toLowerCase()));
  // A mail without a subject and one with an empty subject are the same to rules.
  if (names.some((name) => name.toLowerCase() === 'subject')) report.once('approximate', 'exists "subject"');
  const there = asked.filter((logic) => logic !== null);
  return there.length < names.length || names.length === 0 ? null : and(there);
}

function readSize({ tags, number }: Arguments): Logic | null {
  if (number === null || tags.size !== 1) return null;
  // Every mail has a size.
  if (number === 0) return tags.has('over') ? YES : NO;
  const amounts = [`${tags.has('over') ? '>' : '<'} ${shownSize(number)}`];
  return test({ kind: 'measure', field: 'size', amounts });
}

function readComparison(
  name: 'header' | 'address' | 'envelope' | 'body',
  args: Arguments,
  around: Around,
): Logic | null {
  const { match, texts } = args;
  const keys = texts.at(-1) ?? [];
  if (texts.length !== (name === 'body' ? 1 : 2) || keys.length === 0) return null;
  if (around.variables && texts.some((list) => list.some((text) => text.includes('${')))) return null;
  if (args.comparator !== 'i;ascii-casemap' && args.comparator !== 'i;octet') {
    if (args.comparator !== 'i;unicode-casemap') return null;
  }
  const logic = name === 'body' ? askBody(args, keys, around) : askNamed(name, texts[0] ?? [], args, keys);
  if (logic === null) return null;
  if (name === 'envelope') around.report.once('approximate', 'envelope → from, to');
  tellFolding(args.comparator, match, keys, around.report);
  return logic;
}

function askBody({ match, tags, values }: Arguments, keys: readonly string[], around: Around): Logic | null {
  const content = values.get('content');
  // What a person reads is known, not how it was sent (RFC 5173 §5).
  const isText =
    content === undefined || content.every((type) => /^(?:text(?:\/(?:plain|html))?)?$/i.test(type));
  if (tags.has('raw') || !isText) return null;
  around.report.once('approximate', 'body');
  return askText('body', match, keys, 'text');
}

/** Asks one of several fields; null when one of them cannot be asked. */
function askNamed(
  name: 'header' | 'address' | 'envelope',
  fields: readonly string[],
  { match, part }: Arguments,
  keys: readonly string[],
): Logic | null {
  const asked: Logic[] = [];
  for (const field of withRecipients(fields.map((one) => one.toLowerCase()))) {
    const logic = askOne(name, field, part, match, keys);
    if (logic === null) return null;
    asked.push(logic);
  }
  return asked.length === 0 ? null : or(asked);
}

function askOne(
  name: 'header' | 'address' | 'envelope',
  field: string,
  part: Arguments['part'],
  match: Match,
  keys: readonly string[],
): Logic | null {
  if (name === 'envelope' && field !== 'from' && field !== 'to') return null;
  const isPeople = field === 'from' || field === 'to' || field === 'cc' || field === 'recipient';
  // Rules would find such a word in names, too.
  const isWhole = match === 'is' || (match === 'matches' && !keys.some((key) => /[*?]/.test(key)));
  if (isPeople && part === 'all' && isWhole && keys.some((key) => key !== '' && !key.includes('@')))
    return null;
  if (name === 'header') return askHeader(field, match, keys);
  const known = name === 'envelope' && field === 'to' ? 'recipient' : field;
  if (known === 'from' || known === 'to' || known === 'cc' || known === 'recipient') {
    return askAddress(known, part, match, keys);
  }
  // Fields that servers add (`Delivered-To`) hold nothing but an address.
  return part === 'all' ? askHeader(field, match, keys) : null;
}

/** `to` and `cc` asked together are what rules call `recipient`. */
function withRecipients(fields: readonly string[]): string[] {
  const unique = new Set(fields.filter((field) => field !== 'recipient'));
  if (!unique.has('to') || !unique.has('cc')) return [...unique];
  return [...unique].flatMap((field) => (field === 'to' ? ['recipient'] : field === 'cc' ? [] : [field]));
}

/** Rules compare without case and accents, whatever the script asks for. */
function tellFolding(comparator: string, match: Match, keys: readonly string[], report: Report): void {
  if (comparator === 'i;octet') report.once('approximate', 'i;octet');
  // eslint-disable-next-line no-control-regex -- the whole of ASCII is meant
  const foreign = keys.find((key) => /[^\x00-\x7f]/.test(key));
  if (foreign !== undefined) report.once('approximate', 'é = e');
  if (match === 'regex') report.once('approximate', ':regex');
}
