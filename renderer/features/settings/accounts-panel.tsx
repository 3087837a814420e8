import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallName } from '../../../contract/index.ts';
import type { Problem } from '../../../contract/problem.ts';
import { useServices } from '../../lib/services.tsx';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AccountCard, type AccountActs } from './account-card.tsx';
import styles from './settings.module.css';

type AccountCall = Extract<
  CallName,
  | 'accounts.pause'
  | 'accounts.resume'
  | 'accounts.syncNow'
  | 'accounts.stopFirstSync'
  | 'accounts.continueFirstSync'
>;

/** The accounts with their state, and what can be done with each. */
export function AccountsPanel() {
  const { t } = useText();
  const { client } = useServices();
  const accounts = useSession(selectAccounts);
  const openSheet = useSession((state) => state.openSheet);
  const load = useSession((state) => state.load);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function settle(reply: Promise<{ ok: true } | { ok: false; problem: Problem }>): Promise<void> {
    const answer = await reply;
    setProblem(answer.ok ? null : answer.problem);
    await load();
  }
  const act =
    (name: AccountCall): AccountActs['pause'] =>
    (id) =>
      settle(client.call(name, { id }));
  const acts: AccountActs = {
    pause: act('accounts.pause'),
    resume: act('accounts.resume'),
    syncNow: act('accounts.syncNow'),
    remove: (id, keepMail) => settle(client.call('accounts.remove', { id, keepMail })),
    stopFirstSync: act('accounts.stopFirstSync'),
    continueFirstSync: act('accounts.continueFirstSync'),
    setLimits: (id, limits) => settle(client.call('accounts.setLimits', { id, limits })),
    changed: () => void load(),
  };
  const allPaused = accounts.every(({ status }) => status === 'paused' || status === 'signed-out');
  return (
    <>
      {problem !== null && <ProblemNote problem={problem} />}
      {accounts.map((account) => (
        <AccountCard key={account.id} account={account} acts={acts} />
      ))}
      <div className={styles.panelFoot}>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => openSheet('add-account')}
          className={styles.addButton}
        >
          {t('accounts.addTitle')}
        </Button>
        {accounts.length > 1 && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() =>
              void settle(client.call(allPaused ? 'accounts.resumeAll' : 'accounts.pauseAll', {}))
            }
          >
            {allPaused ? t('accounts.resumeAll') : t('accounts.pauseAll')}
          </Button>
        )}
      </div>
    </>
  );
}
