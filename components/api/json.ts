// Looks at JSON of the server and of the browser's storage without a schema library, which every page would have to load.

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const isText = (value: unknown): value is string => typeof value === 'string'

export const isListOf = <Item>(value: unknown, isItem: (item: unknown) => item is Item): value is Item[] => Array.isArray(value) && value.every(isItem)

/** What a text says as JSON; null where it is none: a proxy in between answers in its own words. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The sentence of a route that refused, `{ error: { message } }`; empty where there is none for people. */
export function refusalIn(body: unknown): string {
  const error = isRecord(body) ? body['error'] : null
  const message = isRecord(error) ? error['message'] : null
  return isText(message) ? message : ''
}
