import { lazy, Suspense, type ComponentProps } from 'react';

const Loaded = lazy(async () => ({ default: (await import('./import-form.tsx')).LoadedImportForm }));

/** Mail of another program; fetched when somebody wants that, so that the window opens sooner. */
export function ImportForm(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
