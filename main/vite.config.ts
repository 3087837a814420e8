import { cpSync, existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = join(import.meta.dirname, '..');

/**
 * What npm installed and stays outside: native parts, and CommonJS that looks for its own files or requires by names it computes.
 * The rest is bundled: as hundreds of small modules it is most of what a start costs (docs/measurements.md).
 */
const outside = new Set(['electron', 'better-sqlite3', 'node-llama-cpp', 'dbus-next', 'imapflow', 'pino']);

function external(id: string): boolean {
  if (id.startsWith('node:') || builtinModules.includes(id)) return true;
  return outside.has(id.split('/')[0] ?? '');
}

/** All of it but its other protocol, which is loaded when it is asked for: never. */
function isOfPuppeteer(id: string): boolean {
  return /[\\/]node_modules[\\/](?:puppeteer-core|@puppeteer)[\\/]/.test(id) && !id.includes('bidi');
}

const entries = {
  index: 'main/index.ts',
  launch: 'main/launch.ts',
  engine: 'main/engine/process.ts',
  inference: 'main/inference/process.ts',
  cli: 'main/cli/index.ts',
};

/** Files that the program reads as they are; the demonstration mailbox is made into the same folder by its own script. */
function copyResources(): Plugin {
  return {
    name: 'copy-resources',
    applyToEnvironment: ({ name }) => name === 'main',
    closeBundle: () => {
      for (const part of ['rules', 'icons', 'providers']) {
        const from = join(root, 'resources', part);
        if (existsSync(from)) cpSync(from, join(root, 'dist', 'resources', part), { recursive: true });
      }
    },
  };
}

/** The Node side: programs of the application and the engine as modules, the preload script as the one CommonJS file. */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  plugins: [copyResources()],
  environments: {
    main: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        target: 'node24',
        outDir: 'dist/main',
        emptyOutDir: true,
        minify: false,
        sourcemap: true,
        rolldownOptions: {
          input: entries,
          external,
          // All in one folder: the programs find their surroundings from where they are.
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            // The same names in every build: what is kept compiled of an older one gives way to the newer.
            chunkFileNames: '[name].js',
            // Apart, for a packed program has Electron and leaves it out.
            codeSplitting: { groups: [{ name: 'puppeteer', test: isOfPuppeteer }] },
          },
        },
      },
    },
    preload: {
      consumer: 'server',
      build: {
        target: 'node24',
        outDir: 'dist/preload',
        emptyOutDir: true,
        minify: false,
        rolldownOptions: {
          input: { index: 'preload/index.ts' },
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
    },
  },
  builder: {
    buildApp: async (builder) => {
      for (const name of ['main', 'preload']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
});
