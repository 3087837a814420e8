import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { i18n } from 'i18next';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { NowProvider } from '../lib/now.tsx';
import { TextProvider } from '../lib/words/text.ts';
import { theme } from '../ui/theme.ts';
import styles from './notices.module.css';
import { Announcer } from './announcer.tsx';
import { StoreProviders } from './store-providers.tsx';
import type { Stores } from './stores.ts';

interface Props {
  readonly stores: Stores;
  readonly texts: i18n;
  readonly children: ReactNode;
}

/** Puts the theme, the texts, the services and every store within reach of the components. */
export function Providers({ stores, texts, children }: Props) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <NowProvider>
        <I18nextProvider i18n={texts}>
          <TextProvider>
            <StoreProviders stores={stores}>
              <Announcer />
              {children}
            </StoreProviders>
            <Notifications
              position="bottom-right"
              limit={3}
              containerWidth={480}
              zIndex={400}
              classNames={{ root: styles.corner ?? '' }}
            />
          </TextProvider>
        </I18nextProvider>
      </NowProvider>
    </MantineProvider>
  );
}
