import { Button, Modal } from '@mantine/core';
import { IconCalendarWeek, IconMoon, IconSunrise } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useNow } from '../../lib/now.tsx';
import { formatNumber, momentName } from '../../lib/words/format.ts';
import { morningOf, snoozeTimes, type SnoozeTime } from '../../lib/words/snooze-times.ts';
import { useText } from '../../lib/words/text.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { SnoozeDay } from './snooze-day.tsx';
import { useSnooze } from './snooze-slice.ts';
import styles from './snooze.module.css';

const ICONS: Record<SnoozeTime['name'], typeof IconMoon> = {
  'later-today': IconMoon,
  tomorrow: IconSunrise,
  'next-week': IconCalendarWeek,
};

/** Until when is the decision put off? */
export function LoadedSnoozeQuestion() {
  const { t, language } = useText();
  const count = useSnooze((state) => state.count);
  const answer = useSnooze((state) => state.answer);
  // The words stay while the sheet leaves.
  const [last, setLast] = useState(count);
  if (count !== null && count !== last) setLast(count);
  const shown = count ?? last ?? 0;
  return (
    <Modal
      opened={count !== null}
      onClose={() => answer(null)}
      title={t('snooze.title', { count: shown, number: formatNumber(shown, language) })}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      size={440}
      yOffset="6vh"
    >
      {count !== null && <Times />}
    </Modal>
  );
}

function Times() {
  const now = useNow();
  const { t, language } = useText();
  const answer = useSnooze((state) => state.answer);
  const [day, setDay] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const times = snoozeTimes(now);
  const until = day === null ? null : morningOf(day, now);

  function onKeyDown(event: KeyboardEvent): void {
    // The calendar has keys of its own.
    const inside = list.current;
    if (inside === null || !(event.target instanceof Node) || !inside.contains(event.target)) return;
    const inField = event.target instanceof HTMLInputElement;
    const chosen = inField ? undefined : times[Number(event.key) - 1];
    if (chosen !== undefined) return answer(chosen.at);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || inField) return;
    const buttons = [...inside.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
    event.preventDefault();
  }

  return (
    <div className={styles.times} ref={list} onKeyDown={onKeyDown}>
      {times.map(({ name, at }, index) => {
        const Icon = ICONS[name];
        return (
          <button
            key={name}
            type="button"
            className={styles.time}
            data-autofocus={index === 0 || undefined}
            onClick={() => answer(at)}
            data-testid={`snooze-${name}`}
          >
            <Icon size={17} aria-hidden="true" />
            <span className={styles.name}>{t(`snooze.times.${name}`)}</span>
            <span className={styles.when}>{momentName(at, now, language)}</span>
            <KeyHint>{String(index + 1)}</KeyHint>
          </button>
        );
      })}
      <form
        className={styles.pick}
        onSubmit={(event) => {
          event.preventDefault();
          if (until !== null) answer(until);
        }}
      >
        <SnoozeDay day={day} onPick={setDay} />
        <Button type="submit" size="sm" variant="default" disabled={until === null} data-testid="snooze-day">
          {t('snooze.pick')}
        </Button>
      </form>
    </div>
  );
}
