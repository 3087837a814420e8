/** `npm start`: Electron where its binary is or can be had, else Chromium, in this process. */
import { electronBinary, runElectron } from './electron-binary.ts';
import { desktopLanguage } from './shell/language.ts';

const sentence = {
  en: 'Electron is not here: Casier opens in Chromium.',
  fr: 'Electron n’est pas là : Casier s’ouvre dans Chromium.',
};

const wanted = process.env['CASIER_SHELL'];
const binary = wanted === 'chromium' ? null : await electronBinary();
const ended = binary === null ? 'unusable' : await runElectron(binary, process.argv.slice(2));
if (ended === 'unusable') {
  process.stdout.write(`${sentence[desktopLanguage(process.env)]}\n`);
  await import('./index.ts');
} else {
  process.exit(ended);
}
