import type { Evidence } from '../../../contract/evidence.ts';
import type { MailFeatures } from '../../../contract/mail.ts';
import { asWritten } from './learned/lexing.ts';
import { domainOf } from './learned/memories.ts';
import { type Model, type View } from './learned/model.ts';
import type { Remembered } from './learned/memory.ts';

/** Mails with one trait: how many are in the folder, of how many. */
export interface Tally {
  readonly filed: number;
  readonly total: number;
}

/** What is remembered of the mail's traits for one folder. */
export interface Tallies {
  readonly thread: Tally;
  readonly sender: Tally;
  readonly domain: Tally;
  readonly subject: Tally;
  readonly list: Tally;
}

export function talliesOf(model: Model, mail: MailFeatures, column: number): Tallies {
  const { sender, domain, subject, thread } = model.remembered(mail);
  return {
    thread: tally(thread, column),
    sender: tally(sender, column),
    domain: tally(domain, column),
    subject: tally(subject, column),
    list: mail.listId === null ? NOTHING : model.tally('form', `list:${mail.listId}`, column),
  };
}

/** The two or three facts that speak most for the folder, from real counts; words when counts say too little. */
export function evidenceFor(model: Model, view: View, column: number): Evidence[] {
  const { mail } = view;
  const tallies = talliesOf(model, mail, column);
  const facts: Evidence[] = [];
  if (speaks(tallies.thread, 1)) facts.push({ kind: 'thread', ...tallies.thread });
  if (mail.listId !== null && speaks(tallies.list, 1))
    facts.push({ kind: 'list', listId: mail.listId, ...tallies.list });
  if (speaks(tallies.sender, 1))
    facts.push({ kind: 'sender', address: mail.from.address, ...tallies.sender });
  else if (tallies.sender.total === 0 && speaks(tallies.domain, 2)) {
    facts.push({ kind: 'domain', domain: domainOf(mail), ...tallies.domain });
  }
  if (speaks(tallies.subject, 1))
    facts.push({ kind: 'subject', subject: mail.subjectNormal, ...tallies.subject });
  const recipient = facts.length < 2 ? tellingRecipient(model, mail, column) : null;
  if (recipient) facts.push(recipient);
  const words = facts.length < 3 ? model.words.telling(view.words, column, 4, view.mutes) : [];
  if (words.length > 0)
    facts.push({ kind: 'words', words: asWritten(words, `${mail.subject} ${mail.body}`) });
  return facts.slice(0, 3);
}

const NOTHING: Tally = { filed: 0, total: 0 };

/** Says something for the folder: enough mails, and at least half of them. */
function speaks({ filed, total }: Tally, atLeast: number): boolean {
  return filed >= atLeast && filed * 2 >= total;
}

function tally(entry: Remembered | undefined, column: number): Tally {
  if (!entry) return NOTHING;
  const at = entry.classes.indexOf(column);
  return {
    filed: at < 0 ? 0 : (entry.counts[at] ?? 0),
    total: entry.counts.reduce((sum, count) => sum + count, 0),
  };
}

/** The recipient whose mails go to this folder most surely; one who gets most of the person's mail says nothing. */
function tellingRecipient(model: Model, mail: MailFeatures, column: number): Evidence | null {
  let best: (Tally & { address: string }) | null = null;
  for (const { address } of [...mail.to, ...mail.cc]) {
    const found = model.tally('recipients', address, column);
    if (
      address === '' ||
      found.filed < 3 ||
      found.filed < found.total * 0.8 ||
      found.total > model.learned / 4
    )
      continue;
    if (!best || found.filed / found.total > best.filed / best.total) best = { address, ...found };
  }
  return best && { kind: 'recipient', ...best };
}
