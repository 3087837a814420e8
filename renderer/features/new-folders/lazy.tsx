import { lazy, Suspense } from 'react';

/** Folders are suggested seldom: the view is fetched when it is looked at. */
const Loaded = lazy(async () => ({ default: (await import('./new-folders-list.tsx')).LoadedNewFoldersList }));

/** Piles of mails that have no folder yet, each with a name that can be changed and one button. */
export function NewFoldersList() {
  return (
    <Suspense fallback={null}>
      <Loaded />
    </Suspense>
  );
}
