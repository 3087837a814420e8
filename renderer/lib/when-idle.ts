/** Has something done when the window has nothing better to do, a second from now at the latest. */
export function whenIdle(work: () => void): void {
  requestIdleCallback(work, { timeout: 1000 });
}
