// What every route file and every operation that is no procedure is asked, and whom it answers. One that is not here fails the walk.
import { memberStatus, type SharedNeed } from '@/server/testing/access/procedures'
import { type Headers, setAccess, type Stage } from '@/server/testing/access/stage'
import type { Tally } from '@/server/testing/access/tally'
import { newId } from '@/server/ids'
import type { Records } from '@/server/testing/records'
import { formOf } from '@/server/testing/uploads'

/** What a route is asked; a body of bytes is a form of files. */
export interface Ask {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type RouteAccess =
  /** Another walk goes through what is behind it. */
  | { readonly for: 'walked' }
  | { readonly for: 'anybody'; readonly ask: Ask; readonly gives: number }
  | { readonly for: 'user'; readonly ask: Ask; readonly gives: number }
  /** Each of `asks` names records of somebody's; the first one is what its owner asks. */
  | { readonly for: 'owner'; readonly asks: (theirs: Records, own: Records) => readonly Ask[]; readonly gives: number; readonly shared?: SharedNeed; readonly isReading: boolean }

const file = (): Uint8Array => formOf([{ name: 'more.md', content: 'More.' }])
const reads = (asks: (theirs: Records, own: Records) => readonly Ask[], shared?: SharedNeed): RouteAccess => ({ for: 'owner', asks, gives: 200, isReading: true, ...(shared === undefined ? {} : { shared }) })
const question = { text: 'What sings?', modelId: 'builtin/extractive', rewrite: false }

const upload = { for: 'owner', asks: ({ base }) => [{ query: { knowledgeBaseId: base }, body: file() }], gives: 201, shared: 'write', isReading: false } satisfies RouteAccess
const download = reads(({ ready }) => [{ params: { id: ready } }], 'read')
const attach = { for: 'owner', asks: ({ conversation }) => [{ query: { conversationId: conversation }, body: file() }], gives: 201, isReading: false } satisfies RouteAccess
const attached = reads(({ attachment }) => [{ params: { id: attachment } }])
const answer = reads(({ answer: id }) => [{ params: { id } }])
const exported = reads(({ conversation }) => [{ params: { id: conversation }, query: { format: 'json' } }, { params: { id: conversation }, query: { format: 'markdown' } }])
const exportAll = { for: 'user', ask: {}, gives: 200 } satisfies RouteAccess
const importAll = { for: 'user', ask: { body: {} }, gives: 400 } satisfies RouteAccess
/** What is asked of a question anew, of a base, an assistant, a conversation and files. */
const send = (whole: boolean): RouteAccess => ({
  for: 'owner',
  asks: (theirs, own) =>
    [
      { conversationId: null, knowledgeBaseIds: [theirs.base] },
      { conversationId: null, knowledgeBaseIds: [own.base, theirs.base] },
      { conversationId: null, knowledgeBaseIds: [], assistantId: theirs.assistant },
    ].map((named) => ({ body: { ...question, requestId: newId(), ...named, ...(whole ? { stream: false } : {}) } })),
  gives: 200,
  shared: 'read',
  isReading: false,
})

/** By method and path; the folders of app/api are named as they are. */
export const routeAccess: Readonly<Record<string, RouteAccess>> = {
  'GET /api/health': { for: 'anybody', ask: {}, gives: 200 },
  'GET /api/pdfjs/[version]/[folder]/[file]': { for: 'anybody', ask: { params: { version: '1', folder: 'wasm', file: 'nothing.wasm' } }, gives: 404 },
  // Both are next-auth's own: its cookies and its checks.
  'GET /api/auth/[...nextauth]': { for: 'walked' },
  'POST /api/auth/[...nextauth]': { for: 'walked' },
  'GET /api/trpc/[trpc]': { for: 'walked' },
  'POST /api/trpc/[trpc]': { for: 'walked' },
  'GET /api/rest/openapi.json': { for: 'anybody', ask: {}, gives: 200 },
  'OPTIONS /api/rest/openapi.json': { for: 'walked' },
  ...Object.fromEntries(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => [`${method} /api/rest/[...path]`, { for: 'walked' } as const])),
  ...Object.fromEntries(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => [`${method} /dialects/[dialect]/[...path]`, { for: 'walked' } as const])),
  'OPTIONS /api/openai/v1/[...path]': { for: 'walked' },
  'GET /api/openai/v1/[...path]': { for: 'user', ask: { params: { path: 'models' } }, gives: 200 },
  'POST /api/openai/v1/[...path]': { for: 'user', ask: { params: { path: 'chat/completions' }, body: { model: 'builtin/extractive', messages: [{ role: 'user', content: 'Hello' }] } }, gives: 200 },
  ...Object.fromEntries(['GET', 'POST', 'DELETE', 'OPTIONS'].map((method) => [`${method} /api/mcp`, { for: 'walked' } as const])),
  'GET /api/export': exportAll,
  'GET /api/export/[id]': exported,
  'POST /api/import': importAll,
  'POST /api/files': upload,
  'GET /api/files/[id]': download,
  'POST /api/attachments': attach,
  'GET /api/attachments/[id]': attached,
  'POST /api/chat': send(false),
  'GET /api/chat/[id]/stream': answer,
}

/** The operations of the REST API that are no procedures (rest/byHand.ts). */
export const handAccess: Readonly<Record<string, RouteAccess>> = {
  'messages.send': send(true),
  'messages.get': answer,
  'messages.follow': answer,
  'files.upload': upload,
  'documents.file': download,
  'attachments.upload': attach,
  'attachments.file': attached,
  'conversations.export': exported,
  'export.all': exportAll,
  'import.file': importAll,
}

interface WalkedRoute {
  readonly name: string
  /** What an API key needs for it; undefined: that is not asked here. */
  readonly scope: string | undefined
  readonly access: RouteAccess
  readonly ask: (ask: Ask, headers: Headers) => Promise<{ status: number; text: string }>
}

/** One route as everybody. What it changes is no record that another route is asked for. */
export async function walkRoute(tally: Tally, stage: Stage, { name, scope, access, ask }: WalkedRoute): Promise<void> {
  if (access.for === 'walked') return
  // Made anew each time: a question has an id of its own.
  const first = (): Ask => (access.for === 'owner' ? access.asks(stage.theirs, stage.theirs)[0] : access.ask) ?? {}
  const status = async (who: string, headers: Headers, wanted: number): Promise<void> => tally.expect(`${name} as ${who}`, (await ask(first(), headers)).status, wanted)
  if (access.for === 'anybody') return status('nobody', stage.nobody, access.gives)
  await status('nobody', stage.nobody, 401)
  await status('suspended', stage.suspended, 401)
  if (scope !== undefined) await status('a key without the scope', await stage.keyWithout(scope), 403)
  if (access.for === 'user') return status('member', stage.member, access.gives)
  const never = access.asks(stage.never, stage.own)
  for (const [at, foreign] of access.asks(stage.theirs, stage.own).entries()) {
    const answered = await ask(foreign, stage.stranger)
    tally.expect(`${name} as stranger`, answered.status, 404)
    tally.expect(`${name} of nothing`, (await ask(never[at] ?? {}, stage.stranger)).text, answered.text)
  }
  for (const may of ['read', 'write'] as const) {
    await setAccess(stage.theirs, may)
    const wanted = memberStatus(access.shared, may)
    await status(`member to ${may}`, stage.member, wanted === 200 ? access.gives : wanted)
  }
  await setAccess(stage.theirs, 'read')
  await status('owner', stage.owner, access.gives)
}
