export { CorrectionsList, DashboardPage } from './lazy.tsx';
export { dashboardCommands } from './commands.ts';
export {
  createDashboard,
  dashboardStore,
  selectReadCorrection,
  useDashboard,
  type DashboardState,
} from './dashboard-slice.ts';
