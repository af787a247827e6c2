/** What a page is given of its address. */
export type SearchParams = Record<string, string | string[] | undefined>

/** The first value of a parameter of the address, which may be given several times. */
export function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
