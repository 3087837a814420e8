import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

const MINUTE_MS = 60_000;
const NowContext = createContext<number | null>(null);

/** One clock for the whole window, so that "3 minutes ago" stays true while it is looked at. */
export function NowProvider({ children }: { readonly children: ReactNode }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return <NowContext.Provider value={now}>{children}</NowContext.Provider>;
}

/** The time, in milliseconds since 1970, to the minute. */
export function useNow(): number {
  const now = useContext(NowContext);
  if (now === null) throw new Error('no provider for the clock');
  return now;
}
