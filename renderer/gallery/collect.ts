import type { Story, StoryGroup } from './story.ts';

/** A group with its address: the path of its file below `renderer/`, as `ui/mail-row`. */
export interface Collected {
  readonly path: string;
  readonly group: StoryGroup;
}

const files = import.meta.glob<{ group: StoryGroup }>('../{app,ui,features}/**/*.stories.tsx', {
  eager: true,
});

/** Every group of stories there is; what is shared by all features comes first. */
export function collectStories(): Collected[] {
  const all = Object.entries(files).map(([file, { group }]) => ({
    path: file.replace(/^\.\.\//, '').replace(/\.stories\.tsx$/, ''),
    group,
  }));
  const rank = ({ path }: Collected) => (path.startsWith('ui/') ? 0 : 1);
  return all.sort((a, b) => rank(a) - rank(b) || a.path.localeCompare(b.path));
}

/** The stories of a group, each with its name. */
export function storiesOf(group: StoryGroup): (readonly [name: string, story: Story])[] {
  return Object.entries(group.stories);
}
