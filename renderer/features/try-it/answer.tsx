import type { StageAnswer } from '../../../contract/deciding.ts';
import { evidenceSentence } from '../../lib/words/evidence.ts';
import { findMailbox } from '../../lib/words/folders.ts';
import { mailboxName } from '../../lib/words/mailbox-name.ts';
import { fullNameOf } from '../../lib/words/people.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ConfidenceLabel } from '../../ui/confidence-label.tsx';
import { useTryIt } from './try-it-slice.ts';
import styles from './try-it.module.css';

/** What would be proposed, then what each stage says by itself and why. */
export function Answer() {
  const { t } = useText();
  const answer = useTryIt((state) => state.answer);
  const mailboxes = useSession((state) => state.mailboxes);
  if (answer === null || answer.mail === null) return null;
  const { mail, decision, stages } = answer;
  const target = decision?.target ?? null;
  return (
    <section className={styles.answer} aria-live="polite" data-testid="try-it-answer">
      <p className={styles.mail}>
        <span className={styles.subject}>{mail.subject.trim() || t('mail.noSubject')}</span>
        <span>{t('tryIt.from', { sender: fullNameOf(mail.from) })}</span>
      </p>
      <p className={styles.verdict} data-testid="try-it-verdict">
        {decision === null || target === null
          ? t('tryIt.noProposal')
          : t('tryIt.proposal', {
              folder: mailboxName(findMailbox(mailboxes, target), t),
              stage: t(`stage.${decision.stage}`),
            })}{' '}
        {typeof decision?.probability === 'number' && <ConfidenceLabel probability={decision.probability} />}
      </p>
      <h3 className={styles.heading}>{t('tryIt.stages')}</h3>
      <ol className={styles.stages}>
        {stages.map((stage) => (
          <Stage key={stage.stage} answer={stage} />
        ))}
      </ol>
    </section>
  );
}

function Stage({ answer }: { readonly answer: StageAnswer }) {
  const { t, language } = useText();
  const mailboxes = useSession((state) => state.mailboxes);
  const { stage, target, probability, evidence } = answer;
  const folder = target === null ? '' : mailboxName(findMailbox(mailboxes, target), t);
  return (
    <li data-testid={`try-it-${stage}`}>
      <p className={styles.stageTop}>
        <span className={styles.stageName}>{t(`tryIt.stage.${stage}`)}</span>
        {target === null || probability === null ? (
          <span className={styles.quiet}>{t('tryIt.noOpinion')}</span>
        ) : (
          <span>
            {folder} <ConfidenceLabel probability={probability} />
          </span>
        )}
      </p>
      {target !== null &&
        (evidence.length === 0 ? (
          <p className={styles.fact}>{t('tryIt.noReason')}</p>
        ) : (
          evidence.map((fact, position) => (
            <p key={position} className={styles.fact}>
              {evidenceSentence(fact, folder, t, language)}
            </p>
          ))
        ))}
    </li>
  );
}
