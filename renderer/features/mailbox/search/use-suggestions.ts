import { useCallback, useEffect, useRef, useState } from 'react';
import type { Suggestion } from '../../../../contract/search.ts';
import type { Client } from '../../../lib/bridge.ts';

/** Results come first: suggestions are asked for once the person pauses this long. */
const PAUSE_MS = 70;

interface Suggestions {
  readonly suggestions: readonly Suggestion[];
  readonly ask: (query: string, caret: number) => void;
  readonly forget: () => void;
}

/** What can be typed next; an older answer never takes the place of a newer one. */
export function useSuggestions(client: Client, language: 'en' | 'fr'): Suggestions {
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const forget = useCallback(() => {
    asked.current += 1;
    clearTimeout(timer.current);
    setSuggestions([]);
  }, []);
  const ask = useCallback(
    (query: string, caret: number) => {
      asked.current += 1;
      const mine = asked.current;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        void client.call('search.suggest', { query, caret, language }).then((reply) => {
          if (mine === asked.current) setSuggestions(reply.ok ? reply.value : []);
        });
      }, PAUSE_MS);
    },
    [client, language],
  );
  return { suggestions, ask, forget };
}
