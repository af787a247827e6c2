import { join } from 'node:path'
import { config } from '@/server/config'
import type { VectorStore } from '@/server/vectors/lance'

declare global {
  var parleyVectors: Promise<VectorStore> | undefined
}

/**
 * The one store of this process, opened when first used; on globalThis because a development reload loads this module again. LanceDB is
 * loaded with it: who only chats is spared 40 MB.
 */
export function vectors(): Promise<VectorStore> {
  if (globalThis.parleyVectors === undefined) {
    const opening = import('@/server/vectors/lance').then(({ openVectorStore }) => openVectorStore(join(config.dataDir, 'vectors')))
    globalThis.parleyVectors = opening
    // A store that cannot be opened now may be later: the failure is not kept.
    opening.catch(() => {
      globalThis.parleyVectors = undefined
    })
  }
  return globalThis.parleyVectors
}
