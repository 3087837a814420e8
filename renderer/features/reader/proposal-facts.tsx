import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Proposal } from '../../../contract/suggestions.ts';
import { evidenceSentence } from '../../lib/words/evidence.ts';
import { markNames } from '../../lib/words/marks.ts';
import { useText } from '../../lib/words/text.ts';
import { useReader } from './reader-slice.ts';
import styles from './reader.module.css';

interface Props {
  readonly proposal: Proposal;
  /** What the proposed folder is called. */
  readonly folder: string;
}

/** Why a folder is proposed, fact by fact; each but a rule can be called wrong. */
export function ProposalFacts({ proposal, folder }: Props) {
  const { t, language } = useText();
  const doubt = useReader((state) => state.doubt);
  const stays = proposal.target === proposal.from;
  return (
    <>
      <ul className={styles.cardFacts}>
        {proposal.evidence.map((fact, position) => {
          const sentence = evidenceSentence(fact, folder, t, language);
          return (
            <li key={position} className={styles.cardFact}>
              <span>{sentence}</span>
              {fact.kind !== 'rule' && fact.kind !== 'opinion' && (
                <Tooltip label={t('proposal.doubtHint')}>
                  <ActionIcon
                    size={18}
                    className={styles.doubt}
                    onClick={() => void doubt(fact)}
                    aria-label={t('proposal.doubt', { sentence })}
                    data-testid="doubt"
                  >
                    <IconX size={13} />
                  </ActionIcon>
                </Tooltip>
              )}
            </li>
          );
        })}
      </ul>
      {!stays && proposal.marks.length > 0 && (
        <p className={styles.cardFact}>
          {t('proposal.marks', { marks: markNames(proposal.marks, t, language) })}
        </p>
      )}
    </>
  );
}
