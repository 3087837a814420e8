import { useCallback, useEffect, useRef, useState } from 'react';
import type { LinkWarning } from '../../../../contract/deceit.ts';
import type { Client } from '../../../lib/bridge.ts';
import { useServices } from '../../../lib/services.tsx';
import type { MailLink } from './sanitise.ts';

/** What one call may ask about. */
const JUDGED_MAX = 2000;

export interface LinkAsked {
  readonly url: string;
  readonly warnings: readonly LinkWarning[];
}

/** The links of the open mail: opened in the person's browser, after a question where one may deceive. */
export interface OpenLinks {
  /** By position; missing while they are not known. */
  readonly warnings: Warnings;
  readonly open: (link: number) => void;
  /** The link that the person is asked about. */
  readonly asked: LinkAsked | null;
  readonly answer: (go: boolean) => void;
}

type Warnings = readonly (readonly LinkWarning[])[];

async function judge(client: Client, links: readonly MailLink[]): Promise<Warnings> {
  if (links.length === 0) return [];
  const batch = links.slice(0, JUDGED_MAX).map(({ url, text }) => ({ url: url.slice(0, 8192), text }));
  const reply = await client.call('messages.judgeLinks', { links: batch });
  return reply.ok ? reply.value : [];
}

/** Has the links judged as soon as they are shown, so that a click need not wait. */
export function useLinks(links: readonly MailLink[]): OpenLinks {
  const { client, tell } = useServices();
  const [warnings, setWarnings] = useState<Warnings>([]);
  const [asked, setAsked] = useState<LinkAsked | null>(null);
  // The same links in a new array (pictures came in) need not be judged again.
  const addresses = links.map(({ url, text }) => `${url} ${text}`).join('\n');
  const judged = useRef<Promise<Warnings>>(Promise.resolve([]));
  const latest = useRef(links);
  useEffect(() => {
    let wanted = true;
    latest.current = links;
    judged.current = judge(client, links);
    void judged.current.then((found) => {
      if (wanted) setWarnings(found);
    });
    return () => {
      wanted = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `addresses` says all of `links` that matters
  }, [addresses, client]);

  const go = useCallback(
    async (url: string): Promise<void> => {
      const reply = await client.call('app.openLink', { url });
      if (!reply.ok) tell({ kind: 'problem', problem: reply.problem });
    },
    [client, tell],
  );
  const open = useCallback(
    (position: number): void => {
      const url = latest.current[position]?.url;
      if (url === undefined) return;
      void judged.current.then((found) => {
        const here = found[position] ?? [];
        if (here.length === 0) void go(url);
        else setAsked({ url, warnings: here });
      });
    },
    [go],
  );
  return {
    warnings,
    open,
    asked,
    answer(yes) {
      if (yes && asked !== null) void go(asked.url);
      setAsked(null);
    },
  };
}
