export { backtest, type BacktestOptions, type BacktestReport, type FiledMail } from './backtest.ts';
export type { FolderMeasures } from './backtest-measures.ts';
export { decideByRules } from './by-rules.ts';
export { Decider, type Candidate, type DecidingContext, type Decision, type StageAnswer } from './decider.ts';
export { inTimeOrder } from './time-order.ts';
export { PromiseKeeper, wilsonLowerBound } from './promise.ts';
export type { Folder } from './rules/ask.ts';
export { compileRules } from './rules/compile.ts';
export { NO_RULES, type RuleSet } from './rules/rule.ts';
