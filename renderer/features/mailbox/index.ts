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
export { SearchList } from './search/lazy.tsx';
export { searchCommands } from './search/commands.ts';
export { createSearch, searchStore, type SearchState } from './search/search-slice.ts';
