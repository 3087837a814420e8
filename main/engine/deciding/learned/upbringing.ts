import type { Upbringing } from './judge.ts';
import { NONE_SIGNALS, SCALES } from './signals.ts';
export const upbringing: Upbringing = {
  scales: SCALES,
  none: NONE_SIGNALS.length,
  parameters: [...new Array<number>(24).fill(0)],
};
