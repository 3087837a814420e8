import { useCallback, useEffect, useState } from 'react';
import type { OpenMessage } from '../../../../contract/messages.ts';
import { useServices } from '../../../lib/services.tsx';

/** The remote pictures of the open mail. */
export interface RemoteImages {
  readonly state: 'hidden' | 'coming' | 'shown' | 'failed';
  /** Data URLs by address. */
  readonly fetched: Readonly<Record<string, string>>;
  /** Pictures that were found to be no bigger than a pixel or two. */
  readonly trackers: number;
  readonly failed: number;
  readonly show: (urls: readonly string[], always: boolean) => Promise<void>;
}

/** What one call may ask for. */
const AT_ONCE = 200;
const none = { state: 'hidden', fetched: {}, trackers: 0, failed: 0 } as const;
type Shown = Pick<RemoteImages, 'state' | 'fetched' | 'trackers' | 'failed'>;

/** Fetches nothing until the person says so, for this mail or once for all of its sender's. */
export function useImages(mail: OpenMessage): RemoteImages {
  const { client, tell } = useServices();
  const [shown, setShown] = useState<Shown>(none);

  const show = useCallback(
    async (urls: readonly string[], always: boolean): Promise<void> => {
      setShown((before) => ({ ...before, state: 'coming' }));
      if (always) {
        const kept = await client.call('images.allow', { address: mail.from.address, allowed: true });
        if (!kept.ok) tell({ kind: 'problem', problem: kept.problem });
      }
      const reply = await client.call('images.fetch', { id: mail.id, urls: urls.slice(0, AT_ONCE) });
      if (!reply.ok) {
        setShown((before) => ({ ...before, state: 'failed' }));
        tell({ kind: 'problem', problem: reply.problem });
        return;
      }
      const { images, trackers, failed } = reply.value;
      setShown({ state: 'shown', fetched: images, trackers, failed });
    },
    [client, tell, mail.id, mail.from.address],
  );
  return { ...shown, show };
}

/** Fetches the pictures of a sender whose pictures are always wanted; what may deceive is not to learn that it was opened. */
export function useAutomaticImages(mail: OpenMessage, images: RemoteImages, urls: readonly string[]): void {
  const { state, show } = images;
  const due = mail.imagesAllowed && mail.warnings.length === 0 && state === 'hidden' && urls.length > 0;
  useEffect(() => {
    if (due) void show(urls, false);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once: what is shown changes `urls`
  }, [due, show]);
}
