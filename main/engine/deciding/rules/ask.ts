import type { MailboxId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import type { RulePriority } from '../../../../contract/rules.ts';
import { foldPath, type Rule, type RuleSet } from './rule.ts';

export interface RuleAnswer {
  readonly mailboxId: MailboxId;
  readonly confidence: number;
  readonly rule: string;
}

/** What the rules say of a mail. */
export interface RuleVerdict {
  /** Where to file it, surest first. */
  readonly answers: RuleAnswer[];
  /** IMAP flags and keywords to set, of all rules that match, and the first of those rules. */
  readonly marks: readonly string[];
  readonly markedBy: Pick<RuleAnswer, 'rule' | 'confidence'> | null;
  /** What the first rule that says something says; null when none does. */
  readonly priority: RulePriority | null;
  readonly vip: boolean;
  /** The rules that said so. */
  readonly urgentBy: { readonly priority: string | null; readonly vip: string | null };
}

/** A folder a mail can go to. `path` has its parts joined with `/`. */
export interface Folder {
  readonly path: string;
  readonly name: string;
  /** Where mail goes that is kept without a folder of its own. */
  readonly archive?: boolean;
}

/**
 * Asks all rules: those that match and whose folder exists and is allowed answer, surest first (the file's order among equals).
 * A rule whose folder is absent abstains, and does not stop the ones after it.
 */
export function askRules(
  rules: RuleSet,
  mail: MailFeatures,
  folders: ReadonlyMap<MailboxId, Folder>,
  never: ReadonlySet<MailboxId>,
  now: number,
): RuleVerdict {
  const answers: RuleAnswer[] = [];
  const marks = new Set<string>();
  let markedBy: RuleVerdict['markedBy'] = null;
  let priority: RulePriority | null = null;
  let priorityBy: string | null = null;
  let vipBy: string | null = null;
  for (const rule of rules.rules) {
    const moves = rule.move.length > 0 || rule.archive;
    const mailboxId = moves ? findTarget(rule, folders) : undefined;
    if ((moves && mailboxId === undefined) || !rule.test(mail, now)) continue;
    const { name, confidence } = rule;
    if (mailboxId !== undefined && !never.has(mailboxId)) answers.push({ mailboxId, confidence, rule: name });
    if (rule.marks.length > 0) {
      for (const mark of rule.marks) marks.add(mark);
      markedBy ??= { rule: name, confidence };
    }
    if (priority === null && rule.priority !== null) {
      priority = rule.priority;
      priorityBy = name;
    }
    if (rule.vip) vipBy ??= name;
    if (rule.stop) break;
  }
  answers.sort((a, b) => b.confidence - a.confidence);
  const urgentBy = { priority: priorityBy, vip: vipBy };
  return { answers, marks: [...marks], markedBy, priority, vip: vipBy !== null, urgentBy };
}

interface Index {
  readonly byPath: Map<string, MailboxId>;
  readonly archive: MailboxId | undefined;
}

const indexes = new WeakMap<ReadonlyMap<MailboxId, Folder>, Index>();

/**
 * The folder a rule names, by its path, or by its last part alone when only one name was written; the archive when it says so.
 * Undefined when there is none.
 */
export function findTarget(
  rule: Pick<Rule, 'move' | 'archive'>,
  folders: ReadonlyMap<MailboxId, Folder>,
): MailboxId | undefined {
  let index = indexes.get(folders);
  if (!index) indexes.set(folders, (index = indexFolders(folders)));
  for (const path of rule.move) {
    const found = index.byPath.get(path);
    if (found !== undefined) return found;
  }
  return rule.archive ? index.archive : undefined;
}

function indexFolders(folders: ReadonlyMap<MailboxId, Folder>): Index {
  const byPath = new Map<string, MailboxId>();
  const sorted = [...folders].sort(([a], [b]) => a - b);
  for (const [id, folder] of sorted) setIfFree(byPath, foldPath(folder.path), id);
  // `Factures` also means `INBOX/Factures`, unless a folder has exactly that path.
  for (const [id, folder] of sorted) setIfFree(byPath, foldPath(folder.name), id);
  return { byPath, archive: sorted.find(([, { archive }]) => archive === true)?.[0] };
}

function setIfFree(index: Map<string, MailboxId>, key: string, id: MailboxId): void {
  if (!index.has(key)) index.set(key, id);
}
