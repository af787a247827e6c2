import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '@/server/auth/actor'
import * as documents from '@/server/documents/service'
import { saveFile } from '@/server/files/store'
import type { KnowledgeBase } from '@/server/knowledge/schema'
import * as knowledge from '@/server/knowledge/service'

const folder = join(process.cwd(), 'server/knowledge/guide')
const guides = ['Parley guide.md', 'Parley 指南.md'] as const
const maxBytes = 1_000_000

/** A base with our own short guide in English and Chinese, to try questions on. @throws AppError conflict when the actor has it already. */
export async function createSampleBase(actor: Actor): Promise<KnowledgeBase> {
  const base = await knowledge.create(actor, { name: 'Parley' })
  for (const name of guides) {
    const file = await saveFile(toStream(await readFile(join(folder, name))), { maxBytes })
    await documents.create(actor, { knowledgeBaseId: base.id, name, mediaType: 'text/markdown', file })
  }
  return knowledge.get(actor, base.id)
}

async function* toStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
