import { extname } from 'node:path'
import { idSchema } from '@/server/ids'

/** What an upload is called from outside: its id without dashes, with the ending of its name. */
export const storedName = ({ id, name }: { id: string; name: string }): string => `${id.replaceAll('-', '')}${extname(name).toLowerCase()}`

/** The id in such a name; null when it is none. */
export function idIn(file: string): string | null {
  const hex = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})(?:\.\w{1,10})?$/.exec(file)
  const id = hex === null ? '' : hex.slice(1).join('-')
  return idSchema.safeParse(id).success ? id : null
}
