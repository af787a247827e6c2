import { db } from '@/server/database'
import type { Findings, Round } from '@/server/upkeep/round'
import { openRemains, verdicts } from '@/server/upkeep/judge'
import type { RowPlace } from '@/server/vectors/lance'
import type { EmbeddingSpace } from '@/server/vectors/schema'
import { vectors } from '@/server/vectors/store'

/** Rows of the vector store whose chunk is gone, or whose version, document or index is; and those of tables that no index is for. */
export async function orphanedVectors(round: Round, findings: Findings): Promise<void> {
  const store = await vectors()
  // The tables first: one that is made meanwhile is of an index that is read after it.
  const names = await store.tablesBeside([])
  const spaces = await knownSpaces()
  const strange = (await store.tablesBeside(spaces)).filter((name) => names.includes(name))
  for (const name of strange) {
    const size = await store.sizeOf(name)
    findings.vectors += size
    if (round.repairs && size > 0) await store.clearTable(name)
  }
  for (const space of spaces) {
    for await (const rows of store.rows(space)) {
      await round.step()
      const orphans = await orphansAmong(rows)
      for await (const still of store.rows(space, { ids: orphans })) {
        findings.vectors += still.length
        if (round.repairs) await store.removeRows(space, still.map(({ id }) => id))
      }
    }
  }
}

async function knownSpaces(): Promise<EmbeddingSpace[]> {
  const indexes = await db.knowledgeIndex.findMany({ distinct: ['embeddingModel', 'dimensions'], select: { embeddingModel: true, dimensions: true } })
  const purged = (await openRemains()).flatMap((remains) => remains.vectors.map(({ space }) => space))
  return [...new Map([...indexes.map(({ embeddingModel: model, dimensions }) => ({ model, dimensions })), ...purged].map((space) => [JSON.stringify([space.model, space.dimensions]), space])).values()]
}

/** The ids of the rows that belong to nobody. */
async function orphansAmong(rows: readonly RowPlace[]): Promise<string[]> {
  const keyOf = ({ indexId, documentId }: { indexId: string; documentId: string }): string => `${indexId} ${documentId}`
  const [entries, chunks, remains] = await Promise.all([
    db.indexedDocument.findMany({ where: { documentId: { in: [...new Set(rows.map(({ documentId }) => documentId))] } }, select: { id: true, indexId: true, documentId: true } }),
    db.chunk.findMany({ where: { id: { in: rows.map(({ id }) => id) } }, select: { id: true } }),
    openRemains(),
  ])
  const now = await verdicts(entries.map(({ id }) => id))
  const owners = new Map(entries.flatMap((entry) => {
    const verdict = now.get(entry.id)
    return verdict === undefined ? [] : [[keyOf(entry), verdict] as const]
  }))
  const chunkIds = new Set(chunks.map(({ id }) => id))
  const purged = remains.flatMap((remain) => remain.vectors)
  const isPurged = (row: RowPlace): boolean => purged.some(({ indexId, documentIds }) => indexId === row.indexId && (documentIds?.includes(row.documentId) ?? true))
  return rows
    .filter((row) => {
      const owner = owners.get(keyOf(row))
      if (owner === undefined) return !isPurged(row)
      return !owner.isAtWork && (row.version !== owner.activeVersion || !chunkIds.has(row.id))
    })
    .map(({ id }) => id)
}
