import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { builtIn } from '../build/built-in-plugin.ts';
import { bundledPackages } from '../build/bundled-packages.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** The gallery is a page of its own: nothing of it is in the window's bundle. */
export default defineConfig({
  root: here,
  base: './',
  plugins: [
    react(),
    builtIn(`${root}/package-lock.json`, bundledPackages(fileURLToPath(new URL('..', import.meta.url)))),
  ],
  server: { host: '127.0.0.1', fs: { allow: [root] } },
  preview: { host: '127.0.0.1' },
  build: {
    outDir: `${root}/.cache/gallery`,
    emptyOutDir: true,
    target: 'chrome138',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Nobody downloads it.
    chunkSizeWarningLimit: 10_000,
    minify: false,
  },
});
