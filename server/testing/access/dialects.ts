import type { SharedNeed } from '@/server/testing/access/procedures'
import type { Ask } from '@/server/testing/access/routes'
import type { Records } from '@/server/testing/records'
import { formOf } from '@/server/testing/uploads'

export type DialectAsk = Ask

/** What the routes of older systems call our records in their paths. */
const idsByParam: Readonly<Record<string, (records: Records, number: number) => string>> = {
  'llama-chatbot id': ({ conversation }) => conversation,
  'chat-backend file': ({ attachment }) => `${attachment.replaceAll('-', '')}.md`,
  'rag-chat chunk_index': () => '0',
  dataset_id: ({ base }) => base,
  document_id: ({ ready }) => ready,
  chunk_id: ({ chunk }) => chunk,
  chat_id: ({ assistant }) => assistant,
  session_id: ({ conversation }) => conversation,
  message_id: ({ answer }) => answer,
  conversation_id: (_, number) => String(number),
}

/** The record of a part of a path; undefined: nobody has said which one it is. */
export const idFor = (dialect: string, param: string) => idsByParam[`${dialect} ${param}`] ?? idsByParam[param]

interface DialectAccess {
  /** user: it names no record. */
  readonly for?: 'user'
  /** Beside what its path names. */
  readonly ask?: (records: Records, number: number) => DialectAsk
  /** The status for a stranger; 404 where it is left out. */
  readonly gives?: number
  /** What a member needs: one who may only read is refused. */
  readonly shared?: Exclude<SharedNeed, 'read'>
}

const user: DialectAccess = { for: 'user' }
const body = (ask: (records: Records, number: number) => unknown, more: Omit<DialectAccess, 'ask' | 'for'> = {}): DialectAccess => ({ ask: (records, number) => ({ body: ask(records, number) }), ...more })

const openai = body(() => ({ model: 'builtin/extractive', messages: [{ role: 'user', content: 'What sings?' }] }))

/** Routes whose paths do not say it all. One that is neither here nor said whole by its path fails the walk. */
export const dialectAccess: Readonly<Record<string, DialectAccess>> = {
  'llm-backend POST /api/conversations/create': user,
  'llm-backend GET /api/conversations/list': user,
  'llm-backend POST /api/chat/:conversation_id': { ask: (_, number) => ({ params: { conversation_id: String(number) }, body: { message: 'Hello' } }) },
  'llm-backend POST /api/rag/chat': body(({ base }, number) => ({ conversation_id: number, kb_id: base, message: 'Hello' })),
  'llm-backend POST /api/rag/doc/upload': { ask: ({ base }) => ({ query: { kb_id: base }, body: formOf([{ name: 'more.md', content: 'More.' }]) }), gives: 400 },
  'llm-backend GET /api/rag/doc/list': { ask: ({ base }) => ({ query: { kb_id: base } }) },
  'llm-backend POST /api/rag/doc/delete': body(({ base, ready }) => ({ kb_id: base, doc_id: ready }), { shared: 'write' }),
  'llm-backend POST /api/rag/kb/create': user,
  'llm-backend GET /api/rag/kb/list': user,
  'llm-backend POST /api/rag/kb/delete': body(({ base }) => ({ kb_id: base }), { shared: 'manage' }),
  'llm-backend POST /api/rag/retrieve': body(({ base }) => ({ kb_id: base, query: 'canary' })),
  'llm-backend GET /api/rag/models': user,
  'llama-chatbot GET /chats': user,
  'llama-chatbot POST /chats/create': user,
  'llama-chatbot PUT /chats/update/:id': body(() => ({ name: 'Stolen' })),
  'llama-chatbot GET /conversations': { ask: ({ conversation }) => ({ query: { chat_id: conversation } }) },
  'llama-chatbot POST /conversations/create': body(({ conversation }) => ({ chat_id: conversation, role: 'Human', message: 'Stolen' })),
  'chat-backend POST /upload': user,
  'rag-chat GET /chat/sessions': user,
  'rag-chat POST /documents/upload': user,
  'rag-chat POST /chat/send': body(({ conversation, base }) => ({ message: 'Hello', session_id: conversation, dataset_id: base })),
  'rag-chat GET /chat/send': { ask: ({ conversation }) => ({ query: { message: 'Hello', session_id: conversation } }) },
  ...ragflow('dataset', 'chat'),
  ...ragflow('datasets', 'chats'),
  'ragflow PUT /api/v1/chat': body(({ assistant }) => ({ id: assistant, name: 'Stolen' }), { shared: 'write' }),
  'ragflow DELETE /api/v1/chats': body(({ assistant }) => ({ ids: [assistant] }), { shared: 'manage' }),
  'ragflow POST /api/v1/dataset/:dataset_id/document/:document_id/chunk': body(() => ({ content: 'Stolen' }), { shared: 'write' }),
  'ragflow POST /api/v1/datasets/:dataset_id/documents/:document_id/chunks': body(() => ({ content: 'Stolen' }), { shared: 'write' }),
  'ragflow PATCH /api/v1/datasets/:dataset_id/documents/:document_id/chunks': body(({ chunk }) => ({ chunk_ids: [chunk], available: 0 }), { shared: 'write' }),
  'ragflow PUT /api/v1/chats/:chat_id/sessions/:session_id/messages/:message_id/feedback': body(() => ({ thumbup: true })),
  'ragflow POST /api/v1/chat/completions': body(({ assistant }) => ({ chat_id: assistant, question: 'What sings?', stream: false })),
  'ragflow POST /api/v1/openai/:chat_id/chat/completions': openai,
  'ragflow POST /api/v1/chats_openai/:chat_id/chat/completions': openai,
  'ragflow POST /api/v1/retrieval': body(({ base }) => ({ question: 'canary', dataset_ids: [base] })),
}

/** Both spellings of its paths. */
function ragflow(datasets: string, chats: string): Record<string, DialectAccess> {
  return {
    [`ragflow POST /api/v1/${datasets}`]: user,
    [`ragflow GET /api/v1/${datasets}`]: { ask: ({ base }) => ({ query: { id: base } }) },
    [`ragflow DELETE /api/v1/${datasets}`]: body(({ base }) => ({ ids: [base] }), { shared: 'manage' }),
    [`ragflow POST /api/v1/${chats}`]: body(({ base }) => (chats === 'chat' ? { name: 'New', knowledgebases: [{ id: base }] } : { name: 'New', dataset_ids: [base] })),
    [`ragflow GET /api/v1/${datasets}/:dataset_id/retrieval`]: { ask: () => ({ query: { question: 'canary' } }) },
    [`ragflow POST /api/v1/${datasets}/:dataset_id/retrieval`]: body(() => ({ question: 'canary' })),
    [`ragflow GET /api/v1/${chats}`]: { ask: ({ assistant }) => ({ query: { id: assistant } }) },
  }
}
