// What `npm run doctor` looks at: each part as the product uses it, with what to do when it does not work.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pendingMigrations } from '@/scripts/migrate'
import { config } from '@/server/config'
import { db, isPostgres } from '@/server/database'
import { readDocument } from '@/server/ingestion/read'
import { builtinDimensions } from '@/server/models/providers/builtin/embed'
import { builtinEmbeddingModelId } from '@/server/models/schema'
import * as models from '@/server/models/service'
import { indexedTerms } from '@/server/retrieval/fields'
import { questionTerms } from '@/server/text/terms'
import type { Findings } from '@/server/upkeep/round'
import { inspect } from '@/server/upkeep/upkeep'
import { openVectorStore } from '@/server/vectors/lance'

interface Check {
  readonly part: string
  /** Resolves with what was found; rejects when the part does not work. */
  readonly look: () => Promise<string> | string
  readonly fix: string
}

const repairing = 'npm run doctor -- --repair'
/** Attempts of a deletion that may fail before it is worth a word. */
const purgesTolerated = 5

let inspection: Promise<Findings> | undefined
/** One round through all that is stored serves several checks. */
const inspected = (): Promise<Findings> => (inspection ??= inspect())

/** In the order in which they depend on each other. */
export const checks: readonly Check[] = [
  {
    part: 'Runtime',
    look: () => {
      const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
      if (major < 22 || (major === 22 && minor < 13)) throw new Error(`Node ${process.versions.node} is too old`)
      return `Node ${process.versions.node}`
    },
    fix: 'run it as `npm run doctor`, which uses the Node that npm installs with Parley',
  },
  {
    part: 'Data folder',
    look: () => {
      const probe = join(config.dataDir, `.doctor-${process.pid}`)
      writeFileSync(probe, '')
      rmSync(probe)
      return config.dataDir
    },
    fix: 'start Parley once with `npm start`, or set DATA_DIR to a folder that can be written',
  },
  {
    part: 'Secret',
    look: () => {
      if (config.authSecret.length < 32) throw new Error('it is too short')
      const file = join(config.dataDir, 'secret')
      if (!existsSync(file)) return 'from AUTH_SECRET'
      if ((statSync(file).mode & 0o077) !== 0) throw new Error(`others can read ${file}`)
      return file
    },
    fix: `chmod 600 ${join(config.dataDir, 'secret')}`,
  },
  {
    part: 'Database',
    look: async () => `${isPostgres(config.databaseUrl) ? 'PostgreSQL' : 'SQLite'}, ${await db.user.count()} users`,
    fix: 'check DATABASE_URL and that the server runs; `npm start` makes the tables',
  },
  {
    part: 'Migrations',
    look: async () => {
      const pending = await pendingMigrations(config.databaseUrl)
      if (pending.length > 0) throw new Error(`not applied: ${pending.join(', ')}`)
      return 'all applied'
    },
    fix: 'npm run migrate',
  },
  { part: 'Vector store', look: async () => withStore(join(config.dataDir, 'vectors'), async (store) => (await store.ping(), 'opens')), fix: 'stop Parley, delete the folder `vectors` in DATA_DIR, run `npm run doctor -- --repair` and start it again: it is made anew from the database' },
  { part: 'Full text', look: fullText, fix: 'remove node_modules and run `npm start`, so that LanceDB is installed for this machine' },
  { part: 'Parser', look: parser, fix: 'remove node_modules and run `npm start`; the parser process needs the sources beside it' },
  {
    part: 'Queue',
    look: async () => {
      const late = await db.job.count({ where: { state: 'running', leaseUntil: { lt: new Date(Date.now() - 60_000) } } })
      if (late > 0) throw new Error(`${late} jobs stand still`)
      const failing = await db.job.count({ where: { kind: 'purge', state: { in: ['queued', 'failed'] }, attempt: { gt: purgesTolerated } } })
      if (failing > 0) throw new Error(`${failing} deletions could not remove all files and vectors yet; they are tried again`)
      return `${await db.job.count({ where: { state: 'queued' } })} waiting`
    },
    fix: 'start Parley: it takes up what stands still; its log says why a deletion fails',
  },
  {
    part: 'Orphans',
    look: async () => {
      const { rows, vectors, files } = await inspected()
      const found = `${rows} rows, ${vectors} vectors, ${files} files`
      if (rows + vectors + files > 0) throw new Error(`${found} belong to nobody`)
      return found
    },
    fix: repairing,
  },
  {
    part: 'Documents',
    look: async () => {
      const { unindexed, stuck, miscounted } = await inspected()
      if (unindexed + stuck + miscounted > 0) throw new Error(`${unindexed} are not searchable as a whole, ${stuck} wait for nobody, ${miscounted} are miscounted`)
      return `${await db.document.count()} whole, their counts equal their passages`
    },
    fix: repairing,
  },
  {
    part: 'Files',
    look: async () => {
      const { lost } = await inspected()
      if (lost > 0) throw new Error(`of ${lost} documents the file is gone`)
      return 'all there'
    },
    fix: 'put the folder `files` of DATA_DIR back from a backup; what was read of these documents stays searchable',
  },
  {
    part: 'Chat models',
    look: async () => {
      const { chat, problems } = await models.overview()
      if (problems.length > 0) throw new Error(problems.join('; '))
      return chat.map((model) => model.id).join(', ')
    },
    fix: 'check OPENAI_BASE_URL and OPENAI_API_KEY',
  },
  {
    part: 'Embeddings',
    look: async () => {
      const { model, dimensions } = await models.embeddingSpace()
      const vector = await models.embedQuery(model, 'doctor')
      if (vector.length !== dimensions) throw new Error(`${model} sends vectors of ${vector.length}, not ${dimensions}`)
      return `${model}, ${dimensions} dimensions`
    },
    fix: 'check EMBEDDING_MODEL, EMBEDDING_BASE_URL, EMBEDDING_API_KEY and EMBEDDING_DIMENSIONS',
  },
]

type Store = Awaited<ReturnType<typeof openVectorStore>>

async function withStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openVectorStore(folder)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-doctor-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Indexes an English and a Chinese sentence in a store of its own and finds both again. */
function fullText(): Promise<string> {
  const space = { model: builtinEmbeddingModelId, dimensions: builtinDimensions }
  const texts = ['Beavers build their dams at night', '河狸在夜里修筑水坝']
  const indexId = randomUUID()
  return withTemporaryFolder((folder) =>
    withStore(folder, async (store) => {
      const rows = texts.map((text) => ({ id: randomUUID(), indexId, documentId: randomUUID(), version: 1, terms: indexedTerms({ documentName: '', headingPath: [], text }), vector: null }))
      await store.upsert(space, rows)
      for (const [position, question] of ['when do beavers build?', '水坝'].entries()) {
        const [best] = await store.searchText(space, { indexIds: [indexId], terms: questionTerms(question), limit: 1 })
        if (best?.id !== rows[position]?.id) throw new Error(`“${question}” finds nothing`)
      }
      return 'English and Chinese are found'
    }),
  )
}

/** Reads a file in the parser process. */
function parser(): Promise<string> {
  return withTemporaryFolder(async (folder) => {
    const path = join(folder, 'doctor.md')
    writeFileSync(path, '# Doctor\n\nThe parser reads this.\n')
    for await (const part of readDocument({ path, name: 'doctor.md' })) if (part.type === 'end') return 'reads'
    throw new Error('it ended early')
  })
}
