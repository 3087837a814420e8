import { useEffect } from 'react';

/** `n` and `p` go through the thread, outside of text fields and dialogs. */
export function useThreadKeys(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const by = event.key === 'n' ? 1 : event.key === 'p' ? -1 : null;
      if (by === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const within = event.target instanceof Element ? event.target : null;
      if (within?.closest('input, textarea, select, [contenteditable], [role="menu"]')) return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      step(by);
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [step]);
}
