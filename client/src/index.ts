import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import { Answer } from './Answer.js'
import { Connection, type ConnectionOptions, type Tokens } from './connection.js'
import type { AppRouter, ConversationPage, ConversationWithMessages, Message, MessageDraft } from './types.js'

export { Answer } from './Answer.js'
export type { ConnectionOptions, Tokens } from './connection.js'
export { ParleyError } from './ParleyError.js'
export type * from './types.js'

type Question = Extract<MessageDraft, { text: string }>

/** A question with what goes along with it; all but `message` may be left out. */
export interface Sending extends Omit<Partial<Question>, 'text' | 'stream' | 'conversationId' | 'retrieval' | 'knowledgeBaseIds'> {
  readonly message: string
  /** The conversation that it belongs to; left out: it begins one. */
  readonly sessionId?: string | undefined
  /** How the knowledge bases are searched for it. */
  readonly searchOptions?: Question['retrieval']
  /** The knowledge base that is searched, or several. */
  readonly datasetId?: string | readonly string[] | undefined
}

/** A file to upload. */
export interface NamedFile {
  readonly name: string
  readonly content: Blob | string
}

/** A Parley server: conversations in four methods, files, and every procedure under `api`. */
export class ParleyClient {
  /** Every procedure of the server by its name, typed: `parley.api.documents.get.query({ id })`. */
  readonly api: TRPCClient<AppRouter>
  private readonly connection: Connection

  /** With an API key (`sk-…`) or a token; or with options. */
  constructor(baseUrl: string, token?: string)
  constructor(options: ConnectionOptions)
  constructor(where: string | ConnectionOptions, token?: string) {
    this.connection = new Connection(typeof where === 'string' ? { baseUrl: where, token } : where)
    const send: typeof fetch = (input, init) => this.connection.send(input, init)
    this.api = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${this.connection.baseUrl}/api/trpc`, fetch: (input, init) => send(input, { ...init, signal: init?.signal ?? null }) })] })
  }

  /** Signs in; later requests are that person's, and the token is refreshed when its time is over. */
  async signIn(credentials: { username: string; password: string; code?: string }): Promise<Tokens> {
    const response = await this.connection.request('/auth/token', posting(credentials))
    const tokens: Tokens = await response.json()
    this.connection.keep(tokens)
    return tokens
  }

  async signOut(): Promise<void> {
    await this.connection.request('/auth/sign-out', { method: 'POST' })
    this.connection.keep(undefined)
  }

  /** Sends a question and gives the answer while it is written. Sent again after a lost connection, it is still one question. */
  async sendMessage({ message, sessionId, searchOptions, datasetId, ...rest }: Sending, signal?: AbortSignal): Promise<Answer> {
    const draft = {
      requestId: crypto.randomUUID(),
      ...rest,
      text: message,
      conversationId: sessionId ?? null,
      stream: true,
      ...(searchOptions === undefined ? {} : { retrieval: searchOptions }),
      ...(datasetId === undefined ? {} : { knowledgeBaseIds: typeof datasetId === 'string' ? [datasetId] : [...datasetId] }),
    } satisfies MessageDraft
    const response = await this.connection.request('/messages', { ...posting(draft), ...(signal === undefined ? {} : { signal }) }, true)
    return Answer.reading(this.connection, response, signal)
  }

  /** All conversations, the last used first. */
  async getSessions(): Promise<ConversationPage['items']> {
    const items: ConversationPage['items'] = []
    for (let cursor: ConversationPage['nextCursor'] | undefined; cursor !== null; ) {
      const query = new URLSearchParams({ limit: '100', ...(cursor === undefined ? {} : { cursor: JSON.stringify(cursor) }) })
      const page: ConversationPage = await (await this.connection.request(`/conversations?${query}`)).json()
      items.push(...page.items)
      cursor = page.nextCursor
    }
    return items
  }

  /** A conversation with its messages and their sources. */
  async getSessionDetails(sessionId: string): Promise<ConversationWithMessages> {
    return (await this.connection.request(`/conversations/${encodeURIComponent(sessionId)}`)).json()
  }

  async deleteSession(sessionId: string): Promise<void> {
    await this.connection.request(`/conversations/${encodeURIComponent(sessionId)}`, { method: 'DELETE' })
  }

  /** An answer as it is kept. */
  async getMessage(id: string): Promise<Message> {
    return (await this.connection.request(`/messages/${encodeURIComponent(id)}`)).json()
  }

  /** Uploads files into a knowledge base; they are read in the background. Gives the ids of their documents. */
  async uploadFiles(knowledgeBaseId: string, files: readonly NamedFile[]): Promise<{ documents: { id: string; name: string; state: string }[] }> {
    const form = new FormData()
    for (const { name, content } of files) form.append('file', content instanceof Blob ? content : new Blob([content]), name)
    return (await this.connection.request(`/files?knowledgeBaseId=${encodeURIComponent(knowledgeBaseId)}`, { method: 'POST', body: form })).json()
  }
}

function posting(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
