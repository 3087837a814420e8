export { BacktestDetail, BacktestList } from './lazy.tsx';
export {
  backtestStore,
  createBacktest,
  selectReadMistake,
  useBacktest,
  type BacktestState,
} from './backtest-slice.ts';
export { backtestCommands } from './commands.ts';
