export { ActivityDetail } from './activity-detail.tsx';
export { ActivityList } from './activity-list.tsx';
export { activityCommands } from './commands.ts';
export { activityStore, createActivity, type ActivityState } from './activity-slice.ts';
export { RecentActivity } from './recent-activity.tsx';
