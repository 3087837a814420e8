import { lazy, Suspense, type ComponentProps } from 'react';

/** The rules are opened seldom: their screen is fetched when it is. */
const List = lazy(async () => ({ default: (await import('./list/rules-list.tsx')).LoadedRulesList }));
const Detail = lazy(async () => ({ default: (await import('./rule-detail.tsx')).LoadedRuleDetail }));

/** The list of rules. */
export function RulesList() {
  return (
    <Suspense fallback={null}>
      <List />
    </Suspense>
  );
}

/** The chosen rule as a form and as text, and what it would do. */
export function RulesDetail(props: ComponentProps<typeof Detail>) {
  return (
    <Suspense fallback={null}>
      <Detail {...props} />
    </Suspense>
  );
}
