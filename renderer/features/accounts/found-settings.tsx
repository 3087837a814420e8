import { Button, Select } from '@mantine/core';
import { IconServer } from '@tabler/icons-react';
import type { ProviderHint, SettingsProposal } from '../../../contract/discovery.ts';
import type { ImapSettings } from '../../../contract/imap-settings.ts';
import { useServices } from '../../lib/services.tsx';
import { useText } from '../../lib/words/text.ts';
import styles from './accounts.module.css';

interface FoundProps {
  readonly name: string | null;
  readonly proposals: readonly SettingsProposal[];
  readonly imap: ImapSettings;
  readonly onChoose: (imap: ImapSettings) => void;
  readonly onEdit: () => void;
}

/** The server that was found, how it was found, and a way to change it. */
export function FoundSettings({ name, proposals, imap, onChoose, onEdit }: FoundProps) {
  const { t } = useText();
  const chosen = proposals.find((proposal) => proposal.imap === imap) ?? proposals[0];
  if (!chosen) return null;
  const line = ({ host, port, security }: ImapSettings) =>
    `${host}:${port}, ${t(`accounts.securities.${security}`)}`;
  return (
    <section className={styles.found} data-testid="found-settings" data-source={chosen.source}>
      <span className={styles.foundIcon} aria-hidden="true">
        <IconServer size={18} stroke={1.6} />
      </span>
      <div className={styles.foundText}>
        <p className={styles.foundName}>{name ?? chosen.imap.host}</p>
        {proposals.length === 1 ? (
          <p className={styles.aside}>{line(chosen.imap)}</p>
        ) : (
          <Select
            size="xs"
            my={6}
            aria-label={t('accounts.host')}
            data={proposals.map((proposal, index) => ({ value: String(index), label: line(proposal.imap) }))}
            value={String(proposals.indexOf(chosen))}
            allowDeselect={false}
            onChange={(value) => {
              const next = proposals[Number(value)];
              if (next) onChoose(next.imap);
            }}
          />
        )}
        <p className={styles.aside}>{t(`accounts.source.${chosen.source}`, { host: chosen.toldBy ?? '' })}</p>
      </div>
      <Button size="compact-xs" variant="default" onClick={onEdit} data-testid="edit-settings">
        {t('accounts.edit')}
      </Button>
    </section>
  );
}

/** What the provider wants before a mail program may sign in; nothing where the usual password will do. */
export function SignInHint({ provider }: { readonly provider: ProviderHint }) {
  const { t } = useText();
  const { client } = useServices();
  const { name, signIn, signInUrl, enableUrl, helpUrl } = provider;
  if (signIn === 'password' && enableUrl === null) return null;
  const links = [
    ...(signIn === 'password' ? [] : [{ url: signInUrl, text: t(`accounts.signIn.${signIn}.act`) }]),
    { url: enableUrl, text: t('accounts.enable.act') },
    { url: helpUrl, text: t('accounts.help') },
  ];
  const seen = new Set<string>();
  return (
    <div
      className={styles.hint}
      role="note"
      data-testid="sign-in-hint"
      data-kind={signIn}
      {...(isBarred(provider) ? { 'data-barred': true } : {})}
    >
      {enableUrl !== null && <p>{t('accounts.enable.body')}</p>}
      {signIn !== 'password' && <p>{t(`accounts.signIn.${signIn}.body`, { name })}</p>}
      <div className={styles.hintActs}>
        {links.map(({ url, text }) => {
          if (url === null || seen.has(url)) return null;
          seen.add(url);
          return (
            <Button
              key={url}
              size="compact-xs"
              variant="default"
              title={url}
              onClick={() => void client.call('app.openLink', { url })}
            >
              {text}
            </Button>
          );
        })}
      </div>
    </div>
  );
}

/** Whether no password at all would be accepted. */
export function isBarred({ signIn }: ProviderHint): boolean {
  return signIn === 'browser' || signIn === 'none';
}
