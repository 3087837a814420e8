export { SnoozedSheet, SnoozeQuestion } from './lazy.tsx';
export { createSnooze, snoozeStore } from './snooze-slice.ts';
