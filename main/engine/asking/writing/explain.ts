import type { MessageId } from '../../../../contract/ids.ts';
import type { MailFeatures } from '../../../../contract/mail.ts';
import type { Proposal } from '../../../../contract/suggestions.ts';
import { fail, succeed, type Reply } from '../../../../contract/problem.ts';
import { sentenceGrammar } from '../../../../models/grammars.ts';
import { explainingPrompt, type WritingLanguage } from '../../../../models/writing.ts';
import { findPending } from '../../db/repositories/deciding/proposals.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { readFeatures } from '../../db/repositories/mail/features.ts';
import { listFolders } from '../../db/repositories/mail/mailbox-paths.ts';
import { evidenceInEnglish } from '../../deciding/index.ts';
import { digest, type Worth } from '../digest.ts';
import type { Writer } from '../port.ts';

/** A sentence is at most this long. */
const LONGEST_SENTENCE = 160;
/** More than the grammar has characters: it is the grammar that ends the sentence. */
const MOST_TOKENS = 300;

/** What is asked of the model about one mail. */
export type ExplainingTask = Parameters<Writer['write']>[0];

/** The question why the proposal for a mail fits. Replies with `not-found` when it has none, or is only to be marked. */
export function explainingTask(
  db: ReadableDb,
  asked: {
    readonly id: MessageId;
    readonly language: WritingLanguage;
    readonly worth: (proposal: Proposal, mail: MailFeatures) => Worth;
  },
): Reply<ExplainingTask> {
  const proposal = findPending(db, asked.id);
  const mail = readFeatures(db, asked.id);
  if (!proposal || !mail || proposal.target === proposal.from) return fail('not-found');
  const folder = listFolders(db, proposal.accountId).get(proposal.target)?.path;
  if (folder === undefined) return fail('folder-missing');
  const facts = proposal.evidence
    .filter(({ kind }) => kind !== 'opinion')
    .map((fact) => evidenceInEnglish(fact, folder));
  const { prefix, suffix } = explainingPrompt({ folder, facts, language: asked.language });
  return succeed({
    prefix: [...prefix],
    mail: digest(mail, asked.worth(proposal, mail)),
    suffix: [...suffix],
    grammar: sentenceGrammar,
    maxTokens: MOST_TOKENS,
  });
}

/** A sentence as it is shown: at most 160 characters, cut between words. */
export function shownSentence(text: string): string {
  const plain = text.trim();
  if (plain.length <= LONGEST_SENTENCE) return plain;
  return `${plain.slice(0, LONGEST_SENTENCE).replace(/\s?\S*$/u, '')}…`;
}
