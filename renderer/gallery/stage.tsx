import type { i18n } from 'i18next';
import { useEffect, useRef, useState } from 'react';
import { createTell } from '../app/notices.tsx';
import { StoreProviders } from '../app/store-providers.tsx';
import { createStores, type Stores } from '../app/stores.ts';
import { createClient } from '../lib/bridge.ts';
import { answeringBridge } from './answering.ts';
import { PRETENDS } from './pretend.ts';
import { sampleWorld } from './samples.ts';
import type { Story, StoryGroup } from './story.ts';

interface Props {
  readonly story: Story;
  readonly group: StoryGroup;
  readonly texts: i18n;
}

/** One story, with stores of its own. */
export function Stage({ story, group, texts }: Props) {
  const [stores] = useState(() => storesFor(story, texts));
  const ground = useRef<HTMLDivElement>(null);
  const { under, part } = story;
  useEffect(() => {
    const { current } = ground;
    if (current === null || under === undefined) return;
    const mark = (): void => {
      const found = part === undefined ? current.firstElementChild : current.querySelector(part);
      found?.setAttribute(PRETENDS, under);
    };
    mark();
    const watcher = new MutationObserver(mark);
    watcher.observe(current, { childList: true, subtree: true });
    return () => watcher.disconnect();
  }, [under, part]);
  // Drawn as a component, so that a story can use the texts and stores like any other.
  const Draw = story.draw;
  const drawn = <Draw />;
  return (
    <StoreProviders stores={stores}>
      <div ref={ground} style={{ display: 'contents' }}>
        {group.within === undefined ? drawn : group.within(drawn)}
      </div>
    </StoreProviders>
  );
}

function storesFor(story: Story, texts: i18n): Stores {
  const stores: Stores = createStores(
    createClient(answeringBridge(story.answers ?? {})),
    createTell(texts, () => ({ session: stores.session, filing: stores.services.filing }), false),
  );
  stores.session.setState(sampleWorld);
  story.prepare?.(stores);
  return stores;
}
