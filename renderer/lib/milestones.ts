/** What the window says about its own start, in the browser's list of marks: `npm run bench -- interface` reads them there. */
export type Milestone = 'casier:interactive' | 'casier:first-proposal';

const passed = new Set<Milestone>();

/** Notes, once, that the window has come this far: when the frame that shows it has been painted. */
export function pass(milestone: Milestone): void {
  if (passed.has(milestone)) return;
  passed.add(milestone);
  requestAnimationFrame(() => {
    setTimeout(() => performance.mark(milestone));
  });
}
