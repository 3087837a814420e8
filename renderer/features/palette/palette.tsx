import { Spotlight, type SpotlightActionData, type SpotlightFilterFunction } from '@mantine/spotlight';
import { useState } from 'react';
import { keyOf } from '../../lib/keys/key-map.ts';
import { useSession } from '../../lib/session.ts';
import { useText } from '../../lib/words/text.ts';
import { rank } from './match.ts';
import { usePlaceActions } from './place-actions.tsx';
import { useWindowActions } from './window-actions.tsx';

/** Actions shown at once: more are found by typing. */
const SHOWN = 14;

/** Everything by its name; `here` is about what is on screen, and made anew whenever the palette opens. */
export function LoadedPalette({ here }: { readonly here: () => readonly SpotlightActionData[] }) {
  const { t } = useText();
  const [now, look] = useState<readonly SpotlightActionData[]>([]);
  const shortcut = useSession((state) => keyOf('palette', state.settings.shortcuts));
  const actions = [...now, ...usePlaceActions(), ...useWindowActions()];
  return (
    <Spotlight
      actions={actions}
      filter={(query, all) => rank(query, all.filter(isAction), textsOf)}
      shortcut={shortcut.replaceAll('+', ' + ').replace('Ctrl', 'mod')}
      tagsToIgnore={[]}
      triggerOnContentEditable
      onSpotlightOpen={() => look(here())}
      limit={SHOWN}
      nothingFound={t('palette.nothing')}
      searchProps={{ placeholder: t('palette.placeholder'), 'aria-label': t('palette.placeholder') }}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
      scrollable
      maxHeight="min(440px, 70vh)"
    />
  );
}

function isAction(action: Parameters<SpotlightFilterFunction>[1][number]): action is SpotlightActionData {
  return 'id' in action;
}

function textsOf({ label, description }: SpotlightActionData): string[] {
  return [label ?? '', description ?? ''];
}
