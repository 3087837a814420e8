import { useEffect } from 'react';
import { findMailbox } from '../../lib/words/folders.ts';
import { useServices } from '../../lib/services.tsx';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { GroupMailList } from './group-mail-list.tsx';
import { GroupSummary } from './group-summary.tsx';
import { groupsStore, selectMeant, useGroups } from './groups-slice.ts';
import { groupMailsStore, showGroup, type MailActs } from './mails-slice.ts';
import { groupId } from './sections.ts';
import { SelectionSummary } from './selection-summary.tsx';
import styles from './triage.module.css';
import { useShallow } from 'zustand/react/shallow';
import { mailboxName } from '../../lib/words/mailbox-name.ts';

/** The third column of the triage view: the group under the cursor with its mails, or what is picked. */
export function GroupDetail({ acts }: { readonly acts: MailActs }) {
  const { t } = useText();
  const { client } = useServices();
  const groups = groupsStore.useApi();
  const mails = groupMailsStore.useApi();
  const meant = useGroups(useShallow(selectMeant));
  const revision = useGroups((state) => state.revision);
  const group = meant.length === 1 ? meant[0] : undefined;
  const id = group === undefined ? null : groupId(group);
  const folder = mailboxName(
    useSession((state) => (group === undefined ? undefined : findMailbox(state.mailboxes, group.target))),
    t,
  );

  // Only a group's identity or a new revision asks for its mails again, not every new object for the same group.
  useEffect(() => {
    const [shown] = selectMeant(groups.getState());
    if (id === null || shown === undefined) mails.getState().clear();
    else if (mails.getState().source === id) void mails.getState().refresh();
    else void showGroup(mails, client, shown, groups.getState().filter);
  }, [groups, mails, client, id, revision]);

  if (meant.length > 1) return <SelectionSummary groups={meant} />;
  if (group === undefined) {
    return (
      <EmptyNote title={t('triage.pickTitle')}>
        <p>{t('triage.pickBody')}</p>
      </EmptyNote>
    );
  }
  return (
    <section className={styles.column} aria-label={group.cause.label} data-testid="group-detail">
      <GroupSummary group={group} folder={folder} />
      <GroupMailList acts={acts} />
    </section>
  );
}
