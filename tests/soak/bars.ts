import type { SoakReport } from './soak.ts';

/** From delivery to a proposal that waits. */
const DECIDED_P95_MS = 3000;
/** Mean of the last third over that of the middle third. */
const MEMORY_RATIO = 1.05;

/** Which promises a soak did not keep, in words. */
export function missed(report: SoakReport): string[] {
  const found: string[] = [];
  if (report.divergence.length > 0)
    found.push(`${report.divergence.length} differences between server and database`);
  if (report.undecided > 0) found.push(`${report.undecided} mails were not decided`);
  if (!(report.decidedP95Ms < DECIDED_P95_MS)) {
    found.push(`decided after ${report.decidedP95Ms.toFixed(0)} ms (p95), promised ${DECIDED_P95_MS}`);
  }
  if (!(report.rssRatio <= MEMORY_RATIO))
    found.push(`memory grew by a factor of ${report.rssRatio.toFixed(3)}`);
  return found;
}
