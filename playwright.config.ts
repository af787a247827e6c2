import { defineConfig } from '@playwright/test'

const report = process.env.PARLEY_E2E_REPORT

/** The journeys: the built product in a real Chromium. `npm test` builds first and says where the browser is (scripts/chromium.ts). */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Each worker has servers of its own; two fit on two cores.
  workers: 2,
  fullyParallel: false,
  // A test that passes only sometimes is mended, not repeated.
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ...(report === undefined ? [] : [['json', { outputFile: report }] as const])],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    actionTimeout: 20_000,
    launchOptions: {
      executablePath: process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-gpu', '--disable-quic'],
    },
  },
})
