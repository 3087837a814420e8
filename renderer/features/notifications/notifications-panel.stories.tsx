import type { NoticeSettings } from '../../../contract/notices.ts';
import { HEBREW, LONG_FRENCH } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { LoadedNotificationsPanel } from './notifications-panel.tsx';

const vip = (name: string, address: string) => ({ name, address, vip: true });

const panel = (more: Partial<NoticeSettings>, people: ReturnType<typeof vip>[] = []): Story => ({
  draw: () => <LoadedNotificationsPanel />,
  answers: { 'people.list': people },
  prepare: ({ session }) => {
    const { settings } = session.getState();
    session.setState({ settings: { ...settings, notify: { ...settings.notify, ...more } } });
  },
});

export const group: StoryGroup = {
  title: 'Notifications',
  width: 560,
  stories: {
    'as delivered': panel({}),
    'everything on, with VIPs': panel({ quiet: true, quietWeekends: true, discreet: true, digest: 'daily' }, [
      vip('Camille Moreau', 'camille@example.fr'),
      vip(LONG_FRENCH, 'long@example.fr'),
      vip(HEBREW.name, HEBREW.address),
      vip('', 'noname@example.org'),
    ]),
    nobody: panel({ tell: 'nobody' }),
  },
};
