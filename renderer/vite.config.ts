import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { builtIn } from './build/built-in-plugin.ts';
import { bundledPackages } from './build/bundled-packages.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Builds the window's page into `dist/renderer`. */
export default defineConfig({
  root: here,
  base: './',
  plugins: [
    react(),
    builtIn(fileURLToPath(new URL('../package-lock.json', import.meta.url)), bundledPackages(here)),
  ],
  build: {
    outDir: fileURLToPath(new URL('../dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome138',
    // Fonts and icons stay files: the content security policy allows only the program's own origin.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
});
