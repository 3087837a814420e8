/** Pixels for one press of an arrow. */
const STEP = 56;

/** Scrolls what the person looks at, the detail first, by `by` arrows; to an end for an infinite number. */
export function scrollPage(by: number): void {
  const page = scrollable('main') ?? scrollable('[data-column="list"]');
  if (page === null) return;
  if (Number.isFinite(by)) page.scrollBy({ top: by * STEP });
  else page.scrollTo({ top: by < 0 ? 0 : page.scrollHeight });
}

function scrollable(within: string): HTMLElement | null {
  const column = document.querySelector<HTMLElement>(within);
  if (column === null) return null;
  const all = [column, ...column.querySelectorAll<HTMLElement>('*')];
  return all.find((one) => one.scrollHeight > one.clientHeight + 1 && scrolls(one)) ?? null;
}

function scrolls(element: HTMLElement): boolean {
  const { overflowY } = getComputedStyle(element);
  return overflowY === 'auto' || overflowY === 'scroll';
}
