import { defineConfig } from 'vitest/config'

const alias = { '@': import.meta.dirname }

/** Doors translate; what lies below them is tested on both databases, they themselves on SQLite, so that a run keeps within twenty minutes. */
const doors = ['app/dialects/**', 'server/dialects/**', 'app/api/{rest,openai,mcp}/**', 'server/{rest,openai,mcp}/**', 'client/**']

/** Tests that touch records are named `*.db.test.ts` and run on both databases; the others run once. */
export default defineConfig({
  test: {
    // LanceDB and the parser process need real time on two cores.
    testTimeout: 90_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // SQLite within Node is said to be experimental, once a file.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Failures are made on purpose; what the log says of them is shown when a test fails.
    silent: 'passed-only',
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', include: ['{app,client,server,components,scripts,prisma,bench}/**/*.test.{ts,tsx}'], exclude: ['**/node_modules/**', '**/*.db.test.ts'], setupFiles: ['server/testing/setup.ts'] },
      },
      {
        resolve: { alias },
        test: { name: 'sqlite', include: ['{app,server,scripts}/**/*.db.test.ts'], globalSetup: ['server/testing/sqlite.ts'], setupFiles: ['server/testing/setup.ts'] },
      },
      {
        resolve: { alias },
        test: {
          name: 'postgres',
          include: ['{app,server,scripts}/**/*.db.test.ts'],
          exclude: ['**/node_modules/**', ...doors],
          globalSetup: ['server/testing/postgres.ts'],
          setupFiles: ['server/testing/setup.ts'],
          env: { PARLEY_TEST_DATABASE: 'postgres' },
        },
      },
    ],
  },
})
