export { messageListCommands, markMessages, moveMessages } from './commands.ts';
export { MailboxList } from './mailbox-list.tsx';
export {
  createMessageList,
  messageListStore,
  selectOpenMessage,
  showMailbox,
  useMessageList,
  type MessageList,
} from './mailbox-slice.ts';
export { SearchList } from './search-list.tsx';
