import type { BacktestReport, FolderMeasures } from '../engine/deciding/index.ts';
import type { Texts } from './texts.ts';

/** Confusions that a person reads; the object for `--json` has more. */
const MOST_CONFUSIONS = 8;
const LONGEST_NAME = 44;

/** What a back-test found, for a person at a terminal. */
export function describeBacktest(report: BacktestReport, texts: Texts): string[] {
  const { backtest: say, percent } = texts;
  return [
    say.replayed(report.mails, report.folders, report.judged, report.msPerMail),
    say.accuracy(report.accuracy, report.top3),
    say.promised(report.promise, report.precisionAtPromise, report.coverageAtPromise),
    report.keeping === null
      ? say.keptByNone(report.promise)
      : say.keptBy(report.keeping.threshold, report.keeping.coverage),
    '',
    ...table(
      [say.folder, say.mails, say.found, say.precision, say.filed, say.rightly],
      report.perFolder.map((folder) => folderRow(folder, percent)),
    ),
    ...(report.confusions.length === 0 ? [] : ['', say.confusions]),
    ...report.confusions
      .slice(0, MOST_CONFUSIONS)
      .map(({ folder, proposed, mails }) => `  ${say.confusion(mails, folder, proposed)}`),
    '',
    say.calibration(report.ece),
    ...table(
      [say.said, say.mails, say.cameTrue],
      report.calibration.map(({ mails, said, right }) => [percent(said), String(mails), percent(right)]),
    ),
  ];
}

function folderRow(folder: FolderMeasures, percent: (share: number) => string): string[] {
  const { mails, recall, precision, proposed, promised, kept } = folder;
  return [
    shorten(folder.folder),
    String(mails),
    mails === 0 ? '–' : percent(recall),
    proposed === 0 ? '–' : percent(precision),
    String(promised),
    promised === 0 ? '–' : percent(kept / promised),
  ];
}

/** Columns under their heads, the first to the left, the others to the right. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
  return [heads, ...rows].map(
    (row) =>
      `  ${row
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')}`,
  );
}

function shorten(name: string): string {
  return name.length <= LONGEST_NAME ? name : `…${name.slice(1 - LONGEST_NAME)}`;
}
