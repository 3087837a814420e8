export type { CalibrationBin, Keeping } from './backtest/calibration.ts';
export type { FolderMeasures } from './backtest/measures.ts';
export {
  backtest,
  replay,
  type BacktestOptions,
  type BacktestReport,
  type FiledMail,
  type Judged,
} from './backtest/replay.ts';
export { absurdInTheMiddle, inTimeOrder } from './backtest/time-order.ts';
export { decideByRules, urgencyByRules } from './by-rules.ts';
export {
  Decider,
  type Candidate,
  type DecidingContext,
  type Decision,
  type SecondOpinion,
  type StageAnswer,
  type Verdict,
} from './decider.ts';
export { doubtKeys, type Doubt, type DoubtKey } from './learned/doubts.ts';
export { isUncertain, SURE_RULE } from './combine.ts';
export { PromiseKeeper, wilsonLowerBound } from './promise.ts';
export type { Folder } from './rules/ask.ts';
export { findTarget } from './rules/ask.ts';
export { compileRule, compileRules } from './rules/compile.ts';
export { exportSieve, importSieve, importThunderbird } from './rules/exchange/index.ts';
export { rewriteRules, type RuleChange } from './rules/rewrite.ts';
export { NO_RULES, rulesFor, type Rule, type RuleSet } from './rules/rule.ts';
export { writeRule, writeRules } from './rules/write.ts';
export { causeOf } from './causes.ts';
export { uncertainOf, type Uncertain } from './uncertain.ts';
export { foldName, foldText, wordsOf } from './text.ts';
export { evidenceInEnglish } from './evidence-in-english.ts';
export { asWritten } from './learned/lexing.ts';
export { STOP_WORDS } from './learned/stop-words.ts';
