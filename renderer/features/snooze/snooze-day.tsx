import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/fr';
import { DateInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat';
import { useNow } from '../../lib/now.tsx';
import { useText } from '../../lib/words/text.ts';
import styles from './snooze.module.css';

dayjs.extend(customParseFormat);

const SHOWN = 'D MMMM YYYY';
/** What may be typed. In English `4/3` is one day on one side of the sea and another on the other: only names of months. */
const TYPED = {
  en: [SHOWN, 'D MMM YYYY', 'MMMM D, YYYY', 'MMM D, YYYY', 'MMMM D YYYY', 'MMM D YYYY', 'YYYY-MM-DD'],
  // Read strictly: each way to write a number is named.
  fr: [SHOWN, 'D MMM YYYY', 'DD/MM/YYYY', 'D/M/YYYY', 'D/MM/YYYY', 'DD/MM/YY', 'DD.MM.YYYY', 'YYYY-MM-DD'],
};

interface Props {
  /** As `2026-11-23`; null while none is chosen. */
  readonly day: string | null;
  readonly onPick: (day: string | null) => void;
}

/** A day to come, typed or picked from a calendar, in the person's language. */
export function SnoozeDay({ day, onPick }: Props) {
  const { t, language: tag } = useText();
  const language = tag.startsWith('fr') ? 'fr' : 'en';
  const now = useNow();
  return (
    <DateInput
      size="sm"
      className={styles.day}
      locale={language}
      firstDayOfWeek={1}
      minDate={new Date(now)}
      maxLevel="year"
      hideOutsideDates
      weekendDays={[]}
      valueFormat={SHOWN}
      dateParser={(text) => {
        const read = dayjs(text.trim(), [...TYPED[language]], language, true);
        return read.isValid() ? read.format('YYYY-MM-DD') : null;
      }}
      allowDeselect
      value={day}
      onChange={onPick}
      leftSection={<IconCalendar size={16} aria-hidden="true" />}
      aria-label={t('snooze.day')}
      placeholder={dayjs(now).add(14, 'day').locale(language).format(SHOWN)}
      ariaLabels={{
        previousMonth: t('snooze.calendar.previousMonth'),
        nextMonth: t('snooze.calendar.nextMonth'),
        previousYear: t('snooze.calendar.previousYear'),
        nextYear: t('snooze.calendar.nextYear'),
        monthLevelControl: t('snooze.calendar.months'),
      }}
      popoverProps={{
        position: 'bottom-start',
        attributes: { dropdown: { 'data-testid': 'snooze-calendar' } },
      }}
    />
  );
}
