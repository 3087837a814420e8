import type { MessageId } from '../../../contract/ids.ts';
import type { FileDanger } from '../../../contract/mail.ts';
import {
  aMail,
  aProposal,
  ARABIC_SUBJECT,
  folders,
  HEBREW,
  HEBREW_SUBJECT,
  hoursAgo,
  LONG_FRENCH,
  LONG_WORD,
  nothing,
} from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { PlainText } from './body/plain-text.tsx';
import { Attachments } from './files/attachments.tsx';
import { MailHead } from './mail-head.tsx';
import { ProposalCard } from './proposal-card.tsx';
import { SenderWarnings } from './sender-warnings.tsx';
import { ThreadLines } from './thread/thread-lines.tsx';

const acts = { approve: nothing, dismiss: nothing, move: nothing, mark: nothing };
const card = (more: Parameters<typeof aProposal>[0] = {}): Story => ({
  draw: () => <ProposalCard mail={aMail()} proposal={aProposal(more)} acts={acts} />,
});
const file = (index: number, filename: string, ...dangers: FileDanger[]) => ({
  index,
  filename,
  mimeType: 'application/pdf',
  size: 12_480 * (index + 1),
  dangers,
});
const many = [
  file(0, 'facture-4471.pdf'),
  file(1, `${LONG_WORD}.pdf`),
  file(2, 'photo\u202egpj.exe', 'program', 'two-endings', 'hidden-characters'),
  file(3, ''),
  file(4, 'קבלה.pdf'),
];
const line = (id: number, seen = true) => ({
  ...aMail({ id: id as MessageId, seen, date: hoursAgo(id * 30) }),
  preview: id % 2 === 0 ? LONG_FRENCH : 'D’accord, à samedi.',
});
const lines = (count: number): Story => ({
  draw: () => (
    <ThreadLines
      rows={Array.from({ length: count }, (_, at) => line(at + 1, at !== 1))}
      side="later"
      onOpen={nothing}
    />
  ),
});

export const group: StoryGroup = {
  title: 'Reading',
  width: 560,
  stories: {
    'from a person': { draw: () => <MailHead mail={aMail()} /> },
    'from a VIP, to many': {
      draw: () => (
        <MailHead
          mail={aMail({
            senderVip: true,
            vip: true,
            flagged: true,
            cc: Array.from({ length: 12 }, (_, at) => ({
              name: `Lectrice ${at}`,
              address: `l${at}@example.fr`,
            })),
          })}
        />
      ),
    },
    'long names': {
      draw: () => (
        <MailHead
          mail={aMail({
            subject: LONG_FRENCH,
            from: { name: LONG_FRENCH, address: `${LONG_WORD}@example.fr` },
          })}
        />
      ),
    },
    'from right to left': {
      draw: () => <MailHead mail={aMail({ from: HEBREW, subject: HEBREW_SUBJECT })} />,
    },
    'no subject, no sender': {
      draw: () => <MailHead mail={aMail({ from: { name: '', address: '' }, subject: '', to: [] })} />,
    },
    'a sure proposal': card(),
    'a doubtful proposal': card({
      probability: 0.52,
      evidence: [{ kind: 'opinion', chance: 0.52 }],
      alternatives: [
        { mailboxId: folders.travel.id, probability: 0.31 },
        { mailboxId: folders.long.id, probability: 0.09 },
      ],
    }),
    'of a rule, into a folder with a long name': card({
      target: folders.long.id,
      stage: 'rules',
      evidence: [{ kind: 'rule', rule: LONG_FRENCH }],
      marks: ['\\Flagged', 'urgent'],
      alternatives: [],
    }),
    'stays, and is marked': card({ target: folders.inbox.id, marks: ['\\Seen'], alternatives: [] }),
    'the sender may deceive': {
      draw: () => (
        <SenderWarnings
          warnings={[
            { kind: 'looks-like', shown: 'pаypal.com', real: 'paypal.com' },
            { kind: 'reply-elsewhere', shown: 'banque.example.fr', real: `${LONG_WORD}.example` },
            { kind: 'hidden-characters', shown: 'Banque\u202eeuqnab', real: 'x@example.org' },
          ]}
        />
      ),
    },
    'one file': { draw: () => <Attachments mail={aMail({ attachments: [file(0, 'facture.pdf')] })} /> },
    'many files, some dangerous': { draw: () => <Attachments mail={aMail({ attachments: many })} /> },
    'files on their way': {
      draw: () => <Attachments mail={aMail({ attachments: many.slice(0, 2) })} />,
      prepare: ({ reader }) => reader.setState({ saving: new Set([0]), opening: new Set([1]) }),
    },
    'plain text with a quotation': { draw: () => <PlainText text={aMail().text} /> },
    'plain text from right to left': {
      draw: () => <PlainText text={`${HEBREW_SUBJECT}\n\n${ARABIC_SUBJECT}`} />,
    },
    'one more mail of the thread': lines(1),
    'many more': lines(40),
  },
};
