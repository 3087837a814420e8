/** The application process; Electron runs this file, and so does `launch.ts`, for Chromium. */
import { keepCompiled } from './compiled.ts';

keepCompiled();
// Loaded after that, for only then is what it consists of kept compiled. Electron waits for it before it is ready.
await import('./start.ts');
