import type { Endpoint } from '../../../contract/endpoint.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { LoadedEndpointPanel } from './endpoint-panel.tsx';

const panel = (more: Partial<Endpoint> = {}): Story => ({
  draw: () => <LoadedEndpointPanel />,
  answers: {
    'endpoint.get': {
      enabled: true,
      url: 'http://localhost:11434',
      model: 'ministral-3',
      hasKey: true,
      ...more,
    },
  },
});

export const group: StoryGroup = {
  title: 'Language model elsewhere',
  width: 560,
  stories: {
    'in use': panel(),
    off: panel({ enabled: false }),
    'nothing filled in': panel({ enabled: false, url: '', model: '', hasKey: false }),
  },
};
