export interface ArgumentOptions {
  readonly profileDir: string;
  readonly language: string;
  /** Running as root: Chromium's sandbox cannot work then, and it refuses to start with it. */
  readonly root: boolean;
  /** True until this profile has remembered a size of its own. */
  readonly firstStart: boolean;
  /** Tests only: a second way in, beside the pipe. */
  readonly debugPort: boolean;
}

/** An empty page in the colours of the desktop: what is seen until our own page is served. */
const BLANK = 'data:text/html,<title>Casier</title><meta name="color-scheme" content="light dark">';

/**
 * Chromium's command line. `--app` needs a real address for a window without tabs; the dead proxy stops every connection
 * that the browser might make for itself (switches alone leave some).
 */
export function chromiumArguments(options: ArgumentOptions): string[] {
  return [
    '--remote-debugging-pipe',
    ...(options.debugPort ? ['--remote-debugging-port=0'] : []),
    `--user-data-dir=${options.profileDir}`,
    `--app=${BLANK}`,
    ...(options.firstStart ? ['--window-size=1280,800'] : []),
    `--lang=${options.language}`,
    '--class=casier',
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-search-engine-choice-screen',
    '--disable-session-crashed-bubble',
    '--disable-sync',
    '--disable-features=AutofillServerCommunication,GlobalMediaControls,InterestFeedContentSuggestions,MediaRouter,OptimizationHints,Translate',
    '--hide-crash-restore-bubble',
    '--metrics-recording-only',
    // The profile keeps no passwords: the keyring must not be asked for one.
    '--password-store=basic',
    '--use-mock-keychain',
    ...(options.root ? ['--no-sandbox', '--test-type', '--disable-dev-shm-usage'] : []),
  ];
}
