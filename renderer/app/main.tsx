import '@fontsource-variable/inter/wght.css';
import '../ui/first-styles.ts';
import '../ui/tokens.css';
import { createRoot } from 'react-dom/client';
import { createClient } from '../lib/bridge.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { App } from './app.tsx';
import { createCommands } from './commands.ts';
import { firstLoad, followEvents, openDemoWhenAsked } from './events.ts';
import { followKeys } from './keyboard.ts';
import { keepFocus } from './keep-focus.ts';
import { fetchTexts, startTexts } from './language.ts';
import { createTell } from './notices.tsx';
import { Providers } from './providers.tsx';
import { createStores, type Stores } from './stores.ts';

/** Composition root of the window. */
async function start(): Promise<void> {
  const client = createClient(window.casier);
  fetchTexts(navigator.language);
  const info = await client.call('app.info', {});
  const texts = await startTexts(info.ok ? info.value.language : 'en');
  const stores: Stores = createStores(
    client,
    createTell(texts, () => ({ session: stores.session, filing: stores.services.filing })),
  );
  if (info.ok) stores.session.setState({ info: info.value });
  followEvents(stores);
  const commands = createCommands(stores);
  followKeys(stores, commands);
  keepFocus();
  openDemoWhenAsked(stores);

  // Asked before anything is drawn: both take their time.
  const loaded = firstLoad(stores);
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(
    <Providers stores={stores} texts={texts}>
      <App stores={stores} commands={commands} />
    </Providers>,
  );
  await loaded;
  whenIdle(() => void import('../ui/all-styles.ts'));
}

void start();
