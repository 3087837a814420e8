import { aMail, LONG_FRENCH, nothing } from '../../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../../gallery/story.ts';
import { FoundBar } from './found-bar.tsx';
import { SearchHints, SearchNothing, SearchStart } from './search-empty.tsx';
import { SearchField } from './search-field.tsx';
import type { SearchState } from './search-slice.ts';

const bar = (everything: boolean, total: number): Story => ({
  draw: () => <FoundBar />,
  prepare: ({ search, messages }) => {
    search.setState({ everything });
    messages.setState({
      pages: { total, rows: new Map([[0, aMail()]]) },
      marks: { cursor: null, anchor: null, selected: new Set([aMail().id]) },
    });
  },
});
const typed = (state: Partial<SearchState>, story: Partial<Story> = {}): Story => ({
  draw: () => (
    <>
      <SearchField />
      <SearchHints />
    </>
  ),
  prepare: ({ search }) => search.setState(state),
  ...story,
});

export const group: StoryGroup = {
  title: 'Search',
  ground: 'surface',
  width: 440,
  stories: {
    'nothing typed': typed({}),
    'with the focus': typed({}, { under: 'keys', part: 'input' }),
    typed: typed({ typed: 'from:ovh facture' }),
    'typed, long': typed({ typed: LONG_FRENCH }),
    'typed, from right to left': typed({ typed: 'from:"שירות הלקוחות"' }),
    beginning: { draw: () => <SearchStart onTake={nothing} /> },
    'nothing found': { draw: () => <SearchNothing onTake={nothing} /> },
    'one found is picked': bar(false, 12),
    'all that was found is picked': bar(true, 12_480),
  },
};
