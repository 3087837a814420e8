import type { BackupStatus } from '../../../contract/backup.ts';
import { hoursAgo, LONG_WORD } from '../../gallery/samples.ts';
import type { Story, StoryGroup } from '../../gallery/story.ts';
import { LoadedBackupPanel } from './backup-panel.tsx';

const panel = (more: Partial<BackupStatus> = {}): Story => ({
  draw: () => <LoadedBackupPanel />,
  answers: {
    'backup.status': {
      daily: true,
      folder: '/home/camille/Sauvegardes',
      passphrase: true,
      running: false,
      problem: null,
      files: [
        { path: '/home/camille/Sauvegardes/casier-1.casier-backup', at: hoursAgo(20), bytes: 12_480_000 },
      ],
      ...more,
    },
  },
});

export const group: StoryGroup = {
  title: 'Backup',
  width: 560,
  stories: {
    'every day': panel(),
    'not set up': panel({ passphrase: false, daily: false, files: [] }),
    'being made': panel({ running: true }),
    failed: panel({ problem: { code: 'disk-full' } }),
    'long path': panel({ folder: `/home/camille/${LONG_WORD}/${LONG_WORD}` }),
  },
};
