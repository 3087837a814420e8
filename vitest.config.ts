import { defineConfig } from 'vitest/config';

const minute = 60_000;

/** Tests that start servers wait more than they work: two at a time, each with servers and folders of its own. */
const inPairs = { maxWorkers: 2 };
/** Tests in a window run one file after the other: the machine is theirs. */
const oneByOne = { fileParallelism: false, maxWorkers: 1 };

/** Tests that run a language model take every core there is: they have the machine to themselves, too. */
const withModel = [
  'tests/interop/{asking,asking-logs,inference,injections,on-demand,opinion,writing}.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './tests/support/closing-line-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{contract,main,models,preload,renderer,resources}/**/*.test.{ts,tsx}',
            'tests/{fuzz,lint,support,bench}/**/*.test.ts',
          ],
          testTimeout: 2 * minute,
          hookTimeout: 2 * minute,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'interop',
          include: ['tests/{interop,soak}/**/*.test.ts'],
          exclude: withModel,
          testTimeout: 4 * minute,
          hookTimeout: 4 * minute,
          sequence: { groupOrder: 1 },
          ...inPairs,
        },
      },
      {
        test: {
          name: 'crash',
          include: ['tests/crash/**/*.test.ts'],
          testTimeout: 6 * minute,
          hookTimeout: 4 * minute,
          sequence: { groupOrder: 1 },
          ...inPairs,
        },
      },
      {
        test: {
          name: 'model',
          include: withModel,
          testTimeout: 4 * minute,
          hookTimeout: 4 * minute,
          sequence: { groupOrder: 2 },
          ...oneByOne,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 4 * minute,
          hookTimeout: 4 * minute,
          sequence: { groupOrder: 3 },
          ...inPairs,
        },
      },
    ],
  },
});
