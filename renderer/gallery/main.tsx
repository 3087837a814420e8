import '@fontsource-variable/inter/wght.css';
import '../ui/first-styles.ts';
import '../ui/all-styles.ts';
import '../ui/tokens.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { startTexts } from '../app/language.ts';
import notices from '../app/notices.module.css';
import { NowProvider } from '../lib/now.tsx';
import { TextProvider } from '../lib/words/text.ts';
import { theme } from '../ui/theme.ts';
import { Alone, Gallery } from './gallery.tsx';
import { readLook } from './look.ts';
import { pretendStates } from './pretend.ts';

/** Composition root of the gallery. */
async function start(): Promise<void> {
  const look = readLook(window.location.search);
  document.documentElement.lang = look.language;
  const texts = await startTexts(look.language);
  texts.options.saveMissing = true;
  texts.on('missingKey', (_languages, _namespace, key) =>
    reportError(new Error(`there is no text "${key}"`)),
  );
  pretendStates(document);
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <MantineProvider theme={theme} forceColorScheme={look.theme}>
      <NowProvider>
        <I18nextProvider i18n={texts}>
          <TextProvider>
            {look.alone === null ? (
              <Gallery look={look} texts={texts} />
            ) : (
              <Alone look={look} texts={texts} />
            )}
            <Notifications
              position="bottom-right"
              limit={3}
              containerWidth={480}
              zIndex={400}
              classNames={{ root: notices.corner ?? '' }}
            />
          </TextProvider>
        </I18nextProvider>
      </NowProvider>
    </MantineProvider>,
  );
}

void start();
