import { db } from '@/server/database'
import { hasFile, removeFile, storedKeys, sweepTemporaryFiles } from '@/server/files/store'
import type { Findings, Round } from '@/server/upkeep/round'
import { openRemains } from '@/server/upkeep/judge'

/** An upload stores its file a moment before its document. */
const youngMs = 3_600_000
/** The longest that an upload may take. */
const abandonedUploadMs = 24 * 3_600_000

/** Files that no document and no attachment names, and half files that an upload left behind. */
export async function orphanedFiles(round: Round, findings: Findings): Promise<void> {
  for await (const keys of storedKeys(youngMs)) {
    await round.step()
    const named = { where: { storageKey: { in: keys } }, select: { storageKey: true } } as const
    const used = [...(await db.document.findMany(named)), ...(await db.attachment.findMany(named))]
    const remains = await openRemains()
    const known = new Set([...used.map(({ storageKey }) => storageKey), ...remains.flatMap(({ storageKeys }) => storageKeys)])
    for (const key of keys) {
      if (known.has(key) || !(await hasFile(key))) continue
      findings.files += 1
      if (round.repairs) await removeFile(key)
    }
  }
  if (round.repairs) findings.files += await sweepTemporaryFiles(abandonedUploadMs)
}
