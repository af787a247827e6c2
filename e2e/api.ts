import { expect, type Page } from '@playwright/test'
import type { z } from 'zod'

/** Asks a tRPC query with the session of the page, for what no page shows. Dates arrive as text, so give it the fields that are wanted. */
export async function query<S extends z.ZodType>(page: Page, path: string, input: unknown, schema: S): Promise<z.output<S>> {
  const response = await page.request.get(`/api/trpc/${path}`, { params: { input: JSON.stringify(input) } })
  expect(response.status(), `${path} answers`).toBe(200)
  const body: { result: { data: unknown } } = await response.json()
  return schema.parse(body.result.data)
}

/** Calls a tRPC mutation with the session of the page, for what a journey needs but is not about. */
export async function mutate<S extends z.ZodType>(page: Page, path: string, input: unknown, schema: S): Promise<z.output<S>> {
  const response = await page.request.post(`/api/trpc/${path}`, { data: input, headers: { origin: new URL(page.url()).origin } })
  expect(response.status(), `${path} answers`).toBe(200)
  const body: { result: { data: unknown } } = await response.json()
  return schema.parse(body.result.data)
}
