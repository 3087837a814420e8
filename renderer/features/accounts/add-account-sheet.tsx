import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import { selectAccounts, useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { AddAccount, type WithMbox } from './add-account.tsx';
import { useAddAccount } from './add-account-slice.ts';

/** Adding one more account, over the window. */
export function LoadedAddAccountSheet({ mbox, importing }: WithMbox) {
  const { t } = useText();
  const opened = useSession((state) => state.sheet === 'add-account');
  const openSheet = useSession((state) => state.openSheet);
  const load = useSession((state) => state.load);
  const hasDemo = useSession((state) => selectAccounts(state).some(({ demo }) => demo));
  const start = useAddAccount((state) => state.start);
  const go = useAddAccount((state) => state.go);
  useEffect(() => {
    if (!opened) return;
    start();
    if (importing) go('mbox');
  }, [opened, start, importing, go]);
  return (
    <Modal
      opened={opened}
      onClose={() => openSheet(null)}
      title={t('accounts.addTitle')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={520}
      yOffset="10vh"
    >
      <AddAccount
        offersDemo={!hasDemo}
        mbox={mbox}
        onAdded={() => {
          openSheet(null);
          void load();
        }}
      />
    </Modal>
  );
}
