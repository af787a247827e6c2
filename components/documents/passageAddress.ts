import { z } from 'zod'

const numberSchema = z.coerce.number().int().min(0)

/** The passage that an address names: `?version=<n>&start=<offset>&end=<offset>`. What cannot be read is as if it were absent. */
export interface PassageAddress {
  readonly version: number | undefined
  readonly start: number
  readonly end: number
}

export function passageAddress(parameters: Pick<URLSearchParams, 'get'>): PassageAddress {
  const read = (name: string): number | undefined => numberSchema.safeParse(parameters.get(name) ?? undefined).data
  const version = read('version')
  const start = read('start')
  const end = read('end')
  return start !== undefined && end !== undefined && end > start ? { version, start, end } : { version, start: 0, end: 0 }
}
