import type { TFunction } from 'i18next';
import type { Mailbox } from '../../../contract/mailboxes.ts';
import type { RuleCondition, RuleForm, RuleGroup, RuleTest } from '../../../contract/rules.ts';
import { shownPath } from '../../lib/words/folders.ts';

const MOST_CONDITIONS = 2;
const MOST_WORDS = 2;

/** Words of a language and its way to join them. */
export interface Speech {
  readonly t: TFunction;
  readonly language: string;
}

/** What a rule asks, in a line: "from contains “edf”, and subject contains “facture”". */
export function conditionsInWords(group: RuleGroup, speech: Speech, most = MOST_CONDITIONS): string {
  const { t, language } = speech;
  const shown = group.items.slice(0, most).map((item) => conditionInWords(item, speech));
  const left = group.items.length - shown.length;
  if (left > 0) shown.push(t('rules.says.more', { count: left }));
  const joined = new Intl.ListFormat(language, {
    type: group.of === 'all' ? 'conjunction' : 'disjunction',
  }).format(shown);
  return group.of === 'none' ? t('rules.says.none', { conditions: joined }) : joined;
}

function conditionInWords(item: RuleCondition, speech: Speech): string {
  if (item.kind !== 'group') return testInWords(item, speech);
  return conditionsInWords(item, speech, 1);
}

function testInWords(test: RuleTest, { t, language }: Speech): string {
  switch (test.kind) {
    case 'text':
      return textInWords(t(`rules.field.${test.field}`), test.words, { t, language });
    case 'flag':
      return test.is ? t(`rules.is.${test.field}`) : t(`rules.isNot.${test.field}`);
    case 'header':
      if (test.words.length > 0) return textInWords(test.name, test.words, { t, language });
      return test.is
        ? t('rules.says.header', { name: test.name })
        : t('rules.says.noHeader', { name: test.name });
    case 'measure':
      return `${t(`rules.field.${test.field}`)} ${test.amounts.join(', ')}`;
  }
}

/** A word is a part of the text, the whole of it with `=`, or a pattern between slashes, which nobody wants to read in a line. */
function textInWords(field: string, words: readonly string[], { t, language }: Speech): string {
  const or = (parts: readonly string[]) =>
    new Intl.ListFormat(language, { type: 'disjunction' }).format(parts);
  const quoted = (shown: readonly string[]) => {
    const some = shown.slice(0, MOST_WORDS).map((word) => t('rules.says.quoted', { word }));
    const left = shown.length - some.length;
    return or(left > 0 ? [...some, t('rules.says.more', { count: left })] : some);
  };
  const patterns = words.filter(isPattern);
  const whole = words.filter((word) => word.startsWith('=')).map((word) => word.slice(1));
  const parts = words.filter((word) => !isPattern(word) && !word.startsWith('='));
  const asked = [
    ...(parts.length > 0 ? [t('rules.says.contains', { words: quoted(parts) })] : []),
    ...(whole.length > 0 ? [t('rules.says.equals', { words: quoted(whole) })] : []),
    ...(patterns.length > 0 ? [t('rules.says.pattern')] : []),
  ];
  return `${field} ${or(asked)}`;
}

function isPattern(word: string): boolean {
  return word.length > 2 && word.startsWith('/') && /\/[a-z]*$/.test(word.slice(1));
}

/** What a rule does, in a line: the folder that exists, then the rest. */
export function actionsInWords(
  form: RuleForm,
  mailboxes: readonly Mailbox[],
  { t, language }: Speech,
): string {
  const folder = folderMeant(form.move, mailboxes);
  const parts = [
    ...(folder === undefined ? [] : [folder]),
    ...(form.archive ? [t('rules.does.archive')] : []),
    ...(form.labels.length > 0 ? [t('rules.does.label', { labels: form.labels.join(', ') })] : []),
    ...(form.flag ? [t('rules.does.flag')] : []),
    ...(form.read ? [t('rules.does.read')] : []),
    ...(form.priority === null ? [] : [t(`rules.does.priority.${form.priority}`)]),
    ...(form.vip ? [t('rules.does.vip')] : []),
  ];
  return new Intl.ListFormat(language, { type: 'unit' }).format(parts);
}

/** Of the folders that a rule names, the first that exists, as it is written there; else the first. */
export function folderMeant(move: readonly string[], mailboxes: readonly Mailbox[]): string | undefined {
  for (const wanted of move) {
    const path = fold(wanted);
    const found =
      mailboxes.find((mailbox) => fold(mailbox.path) === path) ??
      mailboxes.find((mailbox) => fold(mailbox.name) === path);
    if (found !== undefined) return found.name;
  }
  const [first] = move;
  return first === undefined ? undefined : shownPath(first);
}

/** Folders are the same whatever their case, accents, spaces and dashes. */
function fold(path: string): string {
  return path
    .normalize('NFD')
    .replace(/[\p{M}\s_-]/gu, '')
    .toLowerCase();
}
