import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';

const POWER = '/sys/class/power_supply';
/** Load of others, by processor, above which the model waits. */
const BUSY = 1.5;

/** What the computer is up to, as far as it tells. */
export interface Computer {
  /** It runs on its battery. Where that cannot be found out: no. */
  readonly onBattery: () => boolean;
  /** Others keep it busy. */
  readonly busy: () => boolean;
  readonly processors: number;
}

/** This computer. The battery is known on Linux; load on all but Windows, where it is always 0. */
export function thisComputer(): Computer {
  const processors = availableParallelism();
  return {
    processors,
    onBattery: () => batteries().some((state) => state === 'Discharging'),
    busy: () => (loadavg()[0] ?? 0) > BUSY * processors + 1,
  };
}

function batteries(): string[] {
  try {
    return readdirSync(POWER).flatMap((name) => {
      try {
        return [readFileSync(join(POWER, name, 'status'), 'utf8').trim()];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
