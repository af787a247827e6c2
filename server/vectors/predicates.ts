import { AppError } from '@/server/errors'
import { idSchema } from '@/server/ids'
import type { RowFilter, SearchFilter } from '@/server/vectors/schema'

/** Filters of the store are SQL text: nothing but a checked UUID or a whole number is ever written into one. */
function quoted(id: string): string {
  const checked = idSchema.safeParse(id)
  if (!checked.success) throw new AppError('invalid', 'This is not the id of a record; copy it again')
  return `'${checked.data}'`
}

function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new AppError('invalid', 'A version must be a whole number')
  return String(value)
}

/** The predicate that selects the rows of a filter; undefined when it selects all. */
export function predicate({ ids, indexIds, documentIds, exceptDocumentIds = [], version, upToVersion }: RowFilter, exceptVersion?: number): string | undefined {
  const clauses = [
    ids === undefined ? undefined : `id IN (${ids.map(quoted).join(', ')})`,
    indexIds === undefined ? undefined : `indexId IN (${indexIds.map(quoted).join(', ')})`,
    documentIds === undefined ? undefined : `documentId IN (${documentIds.map(quoted).join(', ')})`,
    exceptDocumentIds.length === 0 ? undefined : `documentId NOT IN (${exceptDocumentIds.map(quoted).join(', ')})`,
    version === undefined ? undefined : `version = ${whole(version)}`,
    upToVersion === undefined ? undefined : `version <= ${whole(upToVersion)}`,
    exceptVersion === undefined ? undefined : `version <> ${whole(exceptVersion)}`,
  ].filter((clause) => clause !== undefined)
  return clauses.length === 0 ? undefined : clauses.join(' AND ')
}

/** A list of nothing is no SQL, and selects nothing. */
export function selectsNothing({ indexIds, documentIds }: SearchFilter): boolean {
  return indexIds.length === 0 || documentIds?.length === 0
}

/** Rows are checked before they are written, so that what is stored can be named in a predicate later. */
export function checkIds(...ids: string[]): void {
  for (const id of ids) quoted(id)
}
