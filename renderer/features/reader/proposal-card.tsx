import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { OpenMessage } from '../../../contract/messages.ts';
import type { Proposal } from '../../../contract/suggestions.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { formatChance } from '../../lib/words/format.ts';
import { markNames } from '../../lib/words/marks.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ConfidenceLabel } from '../../ui/confidence-label.tsx';
import { Explanation } from './explanation.tsx';
import { ProposalFacts } from './proposal-facts.tsx';
import type { ReaderActs } from './reader.tsx';
import styles from './reader.module.css';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

interface Props {
  readonly mail: OpenMessage;
  readonly proposal: Proposal;
  readonly acts: ReaderActs;
}

/** Where this mail would go, why, and the next best folders, each one click away. */
export function ProposalCard({ mail, proposal, acts }: Props) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const folder = mailboxName(findMailbox(mailboxes, proposal.target), t);
  const others = proposal.alternatives.flatMap(({ mailboxId, probability }) => {
    const name = mailboxName(findMailbox(mailboxes, mailboxId), t);
    return name === '' || mailboxId === proposal.target ? [] : [{ mailboxId, probability, name }];
  });
  const offered = others.slice(0, 3);
  // The chances of all folders add up to one: what is left is somewhere else.
  const rest = 1 - offered.reduce((sum, { probability }) => sum + probability, proposal.probability);
  const title =
    proposal.target === proposal.from
      ? t('proposal.stays', { folder, marks: markNames(proposal.marks, t, language) })
      : t('proposal.belongs', { folder });
  return (
    <section className={styles.card} aria-label={t('proposal.label')} data-testid="proposal-card">
      <div className={styles.cardTop}>
        <p className={styles.cardTitle}>{title}</p>
        <ConfidenceLabel probability={proposal.probability} />
        <span className={styles.spring} />
        <Button variant="subtle" color="gray" size="xs" onClick={() => acts.dismiss(mail)}>
          {t('action.dismiss')}
        </Button>
        <Button
          size="xs"
          leftSection={<IconCheck size={14} aria-hidden="true" />}
          onClick={() => acts.approve(mail)}
          data-testid="approve-open-mail"
        >
          {t('action.approve')}
        </Button>
      </div>
      <ProposalFacts proposal={proposal} folder={folder} />
      {proposal.target !== proposal.from && <Explanation id={mail.id} />}
      {others.length > 0 && (
        <div className={styles.others}>
          <span>{t('proposal.orElse')}</span>
          {offered.map((other) => (
            <Button
              key={other.mailboxId}
              variant="default"
              size="compact-xs"
              onClick={() => acts.approve(mail, other.mailboxId)}
              aria-label={t('proposal.fileIn', { folder: other.name })}
            >
              <span className={styles.otherName}>{other.name}</span>
              <span className={styles.chance}>{formatChance(other.probability, language)}</span>
            </Button>
          ))}
          {rest >= 0.01 && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              onClick={() => acts.move(mail)}
              aria-label={t('proposal.noneHint', { chance: formatChance(rest, language) })}
              data-testid="none-of-these"
            >
              {t('proposal.noneOfThese')}
              <span className={styles.chance}>{formatChance(rest, language)}</span>
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
