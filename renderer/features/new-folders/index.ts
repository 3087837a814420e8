export { newFoldersCommands } from './commands.ts';
export { NewFoldersList } from './lazy.tsx';
export {
  createNewFolders,
  newFoldersStore,
  useNewFolders,
  type NewFoldersState,
} from './new-folders-slice.ts';
