export { triageCommands } from './commands.ts';
export { GroupDetail } from './group-detail.tsx';
export { createGroups, groupsStore, type GroupsState } from './groups-slice.ts';
export {
  createGroupMails,
  createMailActs,
  groupMailsStore,
  selectReading,
  useGroupMails,
  type GroupMails,
  type MailActs,
} from './mails-slice.ts';
export { TriageList } from './triage-list.tsx';
