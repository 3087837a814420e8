export { BacktestDetail } from './backtest-detail.tsx';
export { BacktestList } from './backtest-list.tsx';
export {
  backtestStore,
  createBacktest,
  selectReadMistake,
  useBacktest,
  type BacktestState,
} from './backtest-slice.ts';
export { backtestCommands } from './commands.ts';
