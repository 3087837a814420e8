import type { ExchangeNote, RuleForm } from '../../../../../../contract/rules.ts';
import { KEYWORD } from '../../read.ts';
import { foldersOf } from '../folders.ts';
import { fromCondition } from '../logic.ts';
import { Report } from '../notes.ts';
import { NO, writeLogic, type Writing } from './write-tests.ts';
import { Requirements, text, texts } from './written.ts';

/** A script, how many rules it has, and what it could not say. */
export interface Exported {
  script: string;
  exported: number;
  notes: ExchangeNote[];
}

/**
 * Writes rules as a Sieve script (RFC 5228) that does what the rules do, or less: a rule files a mail into one folder, so the
 * script stops after filing. Lines end as §2.1 wants it. Rules of which nothing can be said are left out and told. Never throws.
 */
export function exportSieve(forms: readonly RuleForm[]): Exported {
  const report = new Report();
  const needs = new Requirements();
  const parts: string[] = [];
  const lastMark = forms.findLastIndex(marks);
  for (const [index, form] of forms.entries()) {
    const writing: Writing = { rule: form.name, report, needs };
    const actions = writeActions(form, writing);
    if (actions === null) continue;
    // Evaluated last: it counts the extensions of what is written.
    const condition = writeLogic(fromCondition(form.condition), writing);
    if (condition === NO) continue;
    const files = form.move.length > 0 || form.archive;
    if (files && !form.stop && index < lastMark) report.once('approximate', 'stop');
    const stop = files || form.stop ? ['stop;'] : [];
    parts.push(
      `# rule:[${form.name.replace(/[\p{Cc}\s]+/gu, ' ')}]`,
      `if ${condition} {`,
      ...[...actions, ...stop].map((line) => `  ${line}`),
      '}',
      '',
    );
  }
  const lines = [needs.written(), '', ...parts].join('\r\n').trimStart();
  return { script: lines, exported: parts.filter((line) => line === '}').length, notes: report.notes };
}

function marks({ labels, flag, read }: RuleForm): boolean {
  return labels.length > 0 || flag || read;
}

/** The actions of a rule but `stop`; null when Sieve can do nothing of it. */
function writeActions(form: RuleForm, { rule, report, needs }: Writing): string[] | null {
  const tell = (code: ExchangeNote['code'], detail: string): void => report.add(rule, null, code, detail);
  if (form.accounts.length > 0) tell('approximate', form.accounts.join(', '));
  if (form.priority !== null) tell('not-expressible', `priority: ${form.priority}`);
  if (form.vip) tell('not-expressible', 'vip');
  if (form.confidence !== null) tell('approximate', `confidence: ${form.confidence}`);
  const actions: string[] = [];
  const flags = writeFlags(form, tell);
  if (flags.length > 0) {
    needs.add('imap4flags');
    actions.push(`addflag ${texts(flags)};`);
  }
  const [folder, ...others] = form.move;
  if (folder !== undefined) {
    needs.add('fileinto');
    actions.push(`fileinto ${text(folder)};`);
    if (others.join('\n') !== foldersOf(folder).slice(1).join('\n')) tell('approximate', others.join(', '));
    if (folder.includes('/')) report.once('approximate', '/');
  } else if (form.archive) {
    needs.add('fileinto');
    needs.add('special-use');
    actions.push(String.raw`fileinto :specialuse "\\Archive" "Archive";`);
  }
  return actions.length > 0 || (form.stop && form.priority === null && !form.vip) ? actions : null;
}

function writeFlags(form: RuleForm, tell: (code: 'not-expressible', detail: string) => void): string[] {
  const flags = [...(form.read ? [String.raw`\Seen`] : []), ...(form.flag ? [String.raw`\Flagged`] : [])];
  for (const label of form.labels) {
    if (KEYWORD.test(label)) flags.push(label);
    else tell('not-expressible', label);
  }
  return flags;
}
