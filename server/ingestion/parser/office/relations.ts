import { posix } from 'node:path'
import { readXml } from '@/server/ingestion/parser/xml'
import type { Attributes } from '@/server/ingestion/parser/xml'
import type { Archive } from '@/server/ingestion/parser/zip'

/** What a part of an Office file points at, by an id that only that part knows. `type` is the last word of the standard's address for it. */
export type Relation = { id: string; type: string; target: string }

/** A part that another one lists, with the attributes of the line that does. */
export type ListedPart = { target: string; attributes: Attributes }

/** The relations of a part, or of the whole file (part ''), without those that lead out of the file. */
export async function relationsOf(archive: Archive, part: string): Promise<Relation[]> {
  const relations: Relation[] = []
  await readXml(archive, posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`), {
    open: (name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (name === 'Relationship' && mode !== 'External') relations.push({ id, type: posix.basename(type), target: entryAt(part, target) })
    },
  })
  return relations
}

/** The name of the entry that an address within a part means. */
export function entryAt(part: string, address: string): string {
  return posix.resolve('/', posix.dirname(part), address).slice(1)
}

/** The part where a document begins, such as `ppt/presentation.xml`. @throws UnreadableFile when the file has none. */
export async function mainPart(archive: Archive): Promise<string> {
  const main = (await relationsOf(archive, '')).find(({ type }) => type === 'officeDocument')?.target
  if (main === undefined || !archive.has(main)) throw archive.damaged()
  return main
}

/** The parts that elements of this name list in a part, in their order: the slides of a presentation, the sheets of a workbook. */
export async function listedParts(archive: Archive, part: string, element: string, relations: readonly Relation[]): Promise<ListedPart[]> {
  const targets = new Map(relations.map(({ id, target }) => [id, target]))
  const listed: ListedPart[] = []
  await readXml(archive, part, {
    open: (name, attributes) => {
      if (name !== element) return
      const target = targets.get(relationId(attributes) ?? '')
      if (target !== undefined && archive.has(target)) listed.push({ target, attributes })
    },
  })
  return listed
}

/** `r:id`, whose prefix is the program's choice; `id` without one is something else. */
function relationId(attributes: Attributes): string | undefined {
  const name = Object.keys(attributes).find((key) => key.endsWith(':id'))
  return name === undefined ? undefined : attributes[name]
}
