import type { MailboxId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import { foldPath } from './compile.ts';
import type { Rule, RuleSet } from './rule.ts';

export interface RuleAnswer {
  readonly mailboxId: MailboxId;
  readonly confidence: number;
  readonly rule: string;
}

/** A folder a mail can go to. `path` has its parts joined with `/`. */
export interface Folder {
  readonly path: string;
  readonly name: string;
}

/**
 * Answers of all rules that match and whose folder exists and is allowed, surest first (the file's order among equals). A rule
 * whose folder is absent abstains, and does not stop the ones after it.
 */
export function askRules(
  rules: RuleSet,
  mail: MailFeatures,
  folders: ReadonlyMap<MailboxId, Folder>,
  never: ReadonlySet<MailboxId>,
  now: number,
): RuleAnswer[] {
  const answers: RuleAnswer[] = [];
  for (const rule of rules.rules) {
    const mailboxId = findFolder(rule, folders);
    if (mailboxId === undefined || !rule.test(mail, now)) continue;
    if (!never.has(mailboxId)) answers.push({ mailboxId, confidence: rule.confidence, rule: rule.name });
    if (rule.stop) break;
  }
  return answers.sort((a, b) => b.confidence - a.confidence);
}

const byPath = new WeakMap<ReadonlyMap<MailboxId, Folder>, Map<string, MailboxId>>();

/** Looks a rule's folder up by its path, then by its last part alone when only one name was written. */
function findFolder(rule: Rule, folders: ReadonlyMap<MailboxId, Folder>): MailboxId | undefined {
  let index = byPath.get(folders);
  if (!index) byPath.set(folders, (index = indexFolders(folders)));
  for (const path of rule.move) {
    const found = index.get(path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function indexFolders(folders: ReadonlyMap<MailboxId, Folder>): Map<string, MailboxId> {
  const index = new Map<string, MailboxId>();
  const sorted = [...folders].sort(([a], [b]) => a - b);
  for (const [id, folder] of sorted) setIfFree(index, foldPath(folder.path), id);
  // `Factures` also means `INBOX/Factures`, unless a folder has exactly that path.
  for (const [id, folder] of sorted) setIfFree(index, foldPath(folder.name), id);
  return index;
}

function setIfFree(index: Map<string, MailboxId>, key: string, id: MailboxId): void {
  if (!index.has(key)) index.set(key, id);
}
