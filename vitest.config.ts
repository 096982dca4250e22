import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';
import { postgresBinaries } from './tests/support/postgres.ts';

// Skipped nowhere but on a machine for which npm has no PostgreSQL and nobody named one.
const isWithoutPostgres = postgresBinaries() === null && process.env['DATABASE_URL'] === undefined;
if (isWithoutPostgres) process.stderr.write('no PostgreSQL here: tests/stores is left out\n');

// The tests name their databases themselves; what is started without one must not take the machine's.
const env = { DATABASE_URL: '' };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'domain+server',
          environment: 'node',
          env,
          include: [
            'src/**/*.test.ts',
            'sync-server/**/*.test.ts',
            'scripts/**/*.test.ts',
            'tests/bench/**/*.test.ts',
            'tests/permissions/**/*.test.ts',
            'tests/support/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        // The seeds and the guards take every core for themselves: no other file beside them.
        test: {
          name: 'simulation',
          environment: 'node',
          include: ['tests/simulation/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
        },
      },
      {
        // Real processes, real stores: one file after the other, so that none is slowed by its neighbour.
        test: {
          name: 'system',
          environment: 'node',
          env,
          include: ['tests/{crash,stores,wire}/**/*.test.ts'],
          fileParallelism: false,
          exclude: [...configDefaults.exclude, ...(isWithoutPostgres ? ['tests/stores/**'] : [])],
          globalSetup: ['tests/support/postgres-of-the-run.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'ui',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['tests/support/ui-setup.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
