import { Button, Modal } from '@mantine/core';
import type { ExchangeNote } from '../../../../contract/rules.ts';
import { useText } from '../../../lib/words/text.ts';
import { useExchange } from '../exchange-slice.ts';
import styles from './list.module.css';

/** What was read from another program's rules, or written for it, before anything is done with it. */
export function ExchangeSheet() {
  const { t } = useText();
  const exchange = useExchange((state) => state.exchange);
  const close = useExchange((state) => state.close);
  return (
    <Modal
      opened={exchange !== null}
      onClose={close}
      title={exchange?.way === 'export' ? t('rules.export.title') : t('rules.import.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={680}
      yOffset="8vh"
    >
      {exchange !== null && <Content />}
    </Modal>
  );
}

function Content() {
  const { t } = useText();
  const exchange = useExchange((state) => state.exchange);
  const busy = useExchange((state) => state.busy);
  const { add, save, close } = useExchange((state) => state);
  if (exchange === null) return null;
  const text = exchange.way === 'import' ? exchange.text : exchange.script;
  const count = exchange.way === 'import' ? exchange.imported : exchange.exported;
  return (
    <div className={styles.sheet} data-testid="exchange-sheet">
      <p>
        {exchange.way === 'import'
          ? t('rules.import.read', { count, file: exchange.file })
          : t('rules.export.written', { count })}
      </p>
      <Notes notes={exchange.notes} />
      {count > 0 && (
        <pre className={styles.script} tabIndex={0}>
          {text}
        </pre>
      )}
      <div className={styles.sheetFoot}>
        <Button variant="default" onClick={close}>
          {count > 0 ? t('action.cancel') : t('action.close')}
        </Button>
        {count > 0 && exchange.way === 'import' && (
          <Button loading={busy} onClick={() => void add()} data-autofocus data-testid="exchange-add">
            {t('rules.import.add')}
          </Button>
        )}
        {count > 0 && exchange.way === 'export' && (
          <Button loading={busy} onClick={() => void save()} data-autofocus data-testid="exchange-save">
            {t('rules.export.save')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Notes({ notes }: { readonly notes: readonly ExchangeNote[] }) {
  const { t } = useText();
  if (notes.length === 0) return null;
  return (
    <section className={styles.notes} aria-label={t('rules.note.title')}>
      <h3 className={styles.notesTitle}>{t('rules.note.title')}</h3>
      <ul tabIndex={0} aria-label={t('rules.note.title')}>
        {notes.map((note, position) => (
          <li key={position} data-testid="exchange-note">
            {note.rule !== '' && <strong>{note.rule}</strong>}
            {note.line !== null && (
              <span className={styles.place}>{t('rules.note.line', { line: note.line })}</span>
            )}
            <span>{t(`rules.note.${note.code}`, { detail: note.detail })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
