import type { Page } from '@playwright/test'

/**
 * Waits until React answers for the form of the page. What is typed or pressed before goes to the bare HTML of the server: a browser that is
 * driven is faster than any person.
 */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const form = document.querySelector('form')
    return form !== null && Object.keys(form).some((key) => key.startsWith('__reactProps'))
  })
}
