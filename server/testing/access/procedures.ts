// Who may call what, read by two: the stranger's test (server/router.db.test.ts) and `npm run proof:access`. A procedure that is not in this
// table fails both.
import * as invitations from '@/server/auth/invitations'
import * as auth from '@/server/auth/service'
import { db } from '@/server/database'
import { newId } from '@/server/ids'
import type { Records } from '@/server/testing/records'
import { createPerson } from '@/server/testing/people'
import { startWebServer } from '@/server/testing/webServer'

/** What a member of the team needs, with which a record of somebody else's is shared, to get to it. */
export type SharedNeed = 'read' | 'write' | 'manage'

/** Who a procedure answers, and an input that its owner may send. */
export type Access =
  | { readonly for: 'anybody'; readonly input?: unknown }
  /** Nothing in the input belongs to anybody. `gives`: the status for who has signed in; 200 where it is left out. */
  | { readonly for: 'user'; readonly input?: unknown; readonly gives?: number }
  /** Answers administrators alone. */
  | { readonly for: 'admin'; readonly input?: unknown }
  /** The input names records; `inputs` are to be refused when any of them is somebody else's. Without `shared` no team changes that. */
  | { readonly for: 'owner'; readonly inputs: (theirs: Records, own: Records) => readonly unknown[]; readonly shared?: SharedNeed }

const owner = (input: (records: Records) => unknown, shared?: SharedNeed): Access => ({ for: 'owner', inputs: (theirs) => [input(theirs)], ...(shared === undefined ? {} : { shared }) })

/** One document of theirs, and one of theirs beside one's own. */
const ofDocuments = (pick: (records: Records) => string, shared: SharedNeed): Access => ({ for: 'owner', shared, inputs: (theirs, own) => [[pick(theirs)], [pick(own), pick(theirs)]].map((ids) => ({ ids })) })

/** What a member is answered who may only read what is shared, or also write it. */
export function memberStatus(shared: SharedNeed | undefined, access: 'read' | 'write'): 200 | 403 | 404 {
  if (shared === undefined) return 404
  return shared === 'read' || shared === access ? 200 : 403
}

/** What inputs speak of beside records. */
export interface World {
  /** A page for everybody. */
  readonly pageUrl: string
  /** Somebody who has a password. */
  readonly credentials: { readonly username: string; readonly password: string }
  readonly refreshToken: string
  /** Of a link to an account. */
  readonly invitationId: string
  /** Of an account that administrators may do anything with. */
  readonly accountId: string
  /** Of an account that goes. */
  readonly leaverId: string
  /** At which nobody answers. */
  readonly toolServerId: string
  readonly close: () => Promise<void>
}

/** Needs WEB_ALLOW_PRIVATE=127.0.0.1. */
export async function createWorld(): Promise<World> {
  const page = await startWebServer((_request, response) => response.setHeader('content-type', 'text/plain').end('A page.'))
  const credentials = { username: `known-${newId()}`, password: 'long enough' }
  await auth.register(credentials, newId())
  const { refreshToken } = await auth.signInForTokens(credentials, newId())
  const { id: invitationId } = await invitations.create(await createPerson(undefined, 'admin'), { email: null, days: 1 })
  const [{ userId: accountId }, { userId: leaverId }] = [await createPerson(), await createPerson()]
  const { id: toolServerId } = await db.toolServer.create({ data: { id: newId(), name: newId(), url: 'http://127.0.0.1:9/mcp', isEnabled: false, approvedTools: [] } })
  return { pageUrl: `http://127.0.0.1:${page.port}/`, credentials, refreshToken, invitationId, accountId, leaverId, toolServerId, close: () => page.close() }
}

export function procedureAccess({ pageUrl, credentials, refreshToken, invitationId, accountId, leaverId, toolServerId }: World): Readonly<Record<string, Access>> {
  return {
    'accounts.list': { for: 'admin', input: {} },
    'accounts.create': { for: 'admin', input: { username: `made-${newId()}`, password: 'long enough' } },
    'accounts.update': { for: 'admin', input: { id: accountId, isDisabled: true } },
    'accounts.changeBalance': { for: 'admin', input: { id: accountId, amountMicros: 1_000_000 } },
    'accounts.remove': { for: 'admin', input: { id: leaverId } },
    'accounts.removeOwn': { for: 'user', input: { password: 'wrong' }, gives: 400 },
    'assistants.list': { for: 'user' },
    'assistants.get': owner(({ assistant }) => ({ id: assistant }), 'read'),
    'assistants.create': {
      for: 'owner',
      shared: 'read',
      inputs: (theirs, own) => [
        { name: `New ${newId()}`, knowledgeBaseIds: [theirs.base] },
        { name: `New ${newId()}`, knowledgeBaseIds: [own.base, theirs.base] },
      ],
    },
    'assistants.update': {
      for: 'owner',
      shared: 'write',
      inputs: (theirs, own) => [
        { id: theirs.assistant, name: 'Stolen' },
        { id: own.assistant, knowledgeBaseIds: [theirs.base] },
      ],
    },
    'assistants.remove': owner(({ assistant }) => ({ id: assistant }), 'manage'),
    'assistants.share': {
      for: 'owner',
      shared: 'manage',
      inputs: (theirs, own) => [
        { id: theirs.assistant, team: null },
        { id: own.assistant, team: { id: theirs.team, access: 'read' } },
      ],
    },
    'assistants.prompts.list': owner(({ assistant }) => ({ id: assistant }), 'read'),
    'assistants.prompts.restore': owner(({ assistant }) => ({ id: assistant, version: 1 }), 'write'),
    'assistants.conversations.list': owner(({ assistant }) => ({ id: assistant }), 'read'),
    'assistants.conversations.create': owner(({ assistant }) => ({ assistantId: assistant }), 'read'),
    'assistants.agentModules': { for: 'user' },
    'attachments.list': {
      for: 'owner',
      inputs: (theirs, own) => [{ ids: [theirs.attachment] }, { ids: [own.attachment, theirs.attachment] }],
    },
    'attachments.retry': owner(({ attachment }) => ({ id: attachment })),
    'attachments.remove': owner(({ attachment }) => ({ id: attachment })),
    'audit.list': { for: 'admin', input: {} },
    'auth.me': { for: 'anybody' },
    'auth.register': { for: 'anybody', input: { username: `new-${newId()}`, password: 'long enough' } },
    'auth.signIn': { for: 'anybody', input: credentials },
    'auth.refresh': { for: 'anybody', input: { refreshToken } },
    'auth.signOut': { for: 'user' },
    'auth.registration': { for: 'anybody' },
    'auth.changePassword': { for: 'user', input: { currentPassword: 'wrong', newPassword: 'long enough' }, gives: 400 },
    'auth.profile.get': { for: 'user' },
    'auth.profile.update': { for: 'user', input: { displayName: 'Me' } },
    'auth.sessions.list': { for: 'user' },
    'auth.sessions.end': owner(({ session }) => ({ id: session })),
    'auth.sessions.endOthers': { for: 'user' },
    'auth.secondFactor.get': { for: 'user' },
    'auth.secondFactor.begin': { for: 'user', input: { password: 'wrong' }, gives: 400 },
    'auth.secondFactor.confirm': { for: 'user', input: { code: '000000' }, gives: 409 },
    'auth.secondFactor.renewRecoveryCodes': { for: 'user', input: { code: '000000' }, gives: 400 },
    'auth.secondFactor.disable': { for: 'user', input: { password: 'wrong', code: '000000' }, gives: 400 },
    'auth.invitations.list': { for: 'admin' },
    'auth.invitations.create': { for: 'admin', input: { days: 1 } },
    'auth.invitations.revoke': { for: 'admin', input: { id: invitationId } },
    'auth.keys.list': { for: 'user' },
    'auth.keys.create': { for: 'user', input: { name: 'Mine', scopes: ['chat'] } },
    'auth.keys.revoke': owner(({ key }) => ({ id: key })),
    'chat.stop': owner(({ answer }) => ({ answerId: answer })),
    'chat.sendNow': owner(({ queued }) => ({ answerId: queued })),
    'chat.previewPrompt': {
      for: 'owner',
      shared: 'read',
      inputs: (theirs, own) => [
        { question: 'canary', knowledgeBaseIds: [theirs.base] },
        { question: 'canary', knowledgeBaseIds: [own.base], indexId: theirs.index },
      ],
    },
    'chunks.list': owner(({ ready }) => ({ documentId: ready }), 'read'),
    'chunks.get': owner(({ chunk }) => ({ id: chunk }), 'read'),
    'chunks.history': owner(({ chunk }) => ({ id: chunk }), 'read'),
    'chunks.getByIndex': owner(({ ready }) => ({ documentId: ready, index: 0 }), 'read'),
    'chunks.at': owner(({ ready }) => ({ documentId: ready, offset: 0 }), 'read'),
    'chunks.add': owner(({ ready }) => ({ documentId: ready, text: 'Stolen' }), 'write'),
    'chunks.edit': owner(({ chunk }) => ({ id: chunk, text: 'Stolen' }), 'write'),
    'chunks.remove': owner(({ ready, chunk }) => ({ documentId: ready, ids: [chunk] }), 'write'),
    'citations.compare': owner(({ answer }) => ({ answerId: answer, ordinal: 1 })),
    'citations.mark': owner(({ answer }) => ({ answerId: answer, ordinal: 1, isWrong: true })),
    'citations.details': owner(({ conversation }) => ({ conversationId: conversation })),
    'conversations.list': { for: 'user', input: {} },
    'conversations.get': owner(({ conversation }) => ({ id: conversation })),
    'conversations.open': owner(({ conversation }) => ({ id: conversation })),
    'conversations.messages': owner(({ conversation }) => ({ id: conversation })),
    'conversations.branches': owner(({ conversation }) => ({ id: conversation })),
    'conversations.pulse': owner(({ conversation }) => ({ id: conversation })),
    'conversations.editQueued': owner(({ queued }) => ({ id: queued, text: 'Stolen' })),
    'conversations.removeQueued': owner(({ queued }) => ({ id: queued })),
    'conversations.editQuestion': owner(({ question }) => ({ id: question, text: 'Stolen' })),
    'conversations.showVersion': owner(({ answer }) => ({ id: answer })),
    'conversations.removeExchange': owner(({ question }) => ({ id: question })),
    'conversations.rate': owner(({ answer }) => ({ id: answer, feedback: 'down', text: 'Stolen' })),
    'conversations.rename': owner(({ conversation }) => ({ id: conversation, title: 'Stolen' })),
    'conversations.instruct': owner(({ conversation }) => ({ id: conversation, systemPrompt: 'Stolen' })),
    'conversations.remove': owner(({ conversation }) => ({ id: conversation })),
    'conversations.place': {
      for: 'owner',
      inputs: (theirs, own) => [
        { ids: [theirs.conversation], isArchived: true },
        { ids: [own.conversation, theirs.conversation], isPinned: true },
        { ids: [own.conversation], folderId: theirs.folder },
      ],
    },
    'conversations.removeMany': { for: 'owner', inputs: (theirs, own) => [{ ids: [theirs.conversation] }, { ids: [own.conversation, theirs.conversation] }] },
    'documents.find': { for: 'user', input: { search: 'canary' } },
    'documents.list': owner(({ base }) => ({ knowledgeBaseId: base }), 'read'),
    'documents.get': owner(({ document }) => ({ id: document }), 'read'),
    'documents.blocks': owner(({ document }) => ({ id: document }), 'read'),
    'documents.blockAt': owner(({ document }) => ({ id: document, offset: 0 }), 'read'),
    'documents.importPage': owner(({ base }) => ({ knowledgeBaseId: base, url: pageUrl }), 'write'),
    'documents.pasteText': owner(({ base }) => ({ knowledgeBaseId: base, text: 'Stolen' }), 'write'),
    'documents.update': owner(({ document }) => ({ id: document, isEnabled: false }), 'write'),
    'documents.attempts': owner(({ document }) => ({ id: document }), 'read'),
    'documents.report': owner(({ ready: document }) => ({ id: document }), 'read'),
    'documents.preview': owner(({ document }) => ({ id: document, chunking: {} }), 'read'),
    'documents.retry': ofDocuments(({ failed }) => failed, 'write'),
    'documents.retryFailed': owner(({ base }) => ({ knowledgeBaseId: base }), 'write'),
    'documents.reread': ofDocuments(({ ready }) => ready, 'write'),
    'documents.cancel': ofDocuments(({ document }) => document, 'write'),
    'documents.setEnabled': { for: 'owner', shared: 'write', inputs: (theirs, own) => [[theirs.document], [own.document, theirs.document]].map((ids) => ({ ids, isEnabled: false })) },
    'documents.remove': ofDocuments(({ document }) => document, 'write'),
    'evaluation.questions.list': owner(({ base }) => ({ knowledgeBaseId: base }), 'read'),
    'evaluation.questions.create': {
      for: 'owner',
      shared: 'write',
      inputs: (theirs, own) => [
        { knowledgeBaseId: theirs.base, question: 'Stolen?', expected: [{ chunkId: theirs.chunk }] },
        { knowledgeBaseId: own.base, question: 'Stolen?', expected: [{ chunkId: theirs.chunk }] },
        { knowledgeBaseId: own.base, question: 'Stolen?', expected: [{ documentId: theirs.ready, start: 0, end: 6 }] },
      ],
    },
    'evaluation.questions.update': {
      for: 'owner',
      shared: 'write',
      inputs: (theirs, own) => [
        { id: theirs.testQuestion, question: 'Stolen?' },
        { id: own.testQuestion, expected: [{ chunkId: theirs.chunk }] },
      ],
    },
    'evaluation.questions.remove': owner(({ testQuestion }) => ({ id: testQuestion }), 'write'),
    'evaluation.questions.triage': owner(({ base }) => ({ knowledgeBaseId: base }), 'read'),
    'evaluation.questions.suggest': owner(({ base }) => ({ knowledgeBaseId: base }), 'read'),
    'evaluation.questions.export': owner(({ base }) => ({ knowledgeBaseId: base }), 'read'),
    'evaluation.questions.import': owner(({ base }) => ({ knowledgeBaseId: base, jsonl: '' }), 'write'),
    'evaluation.runs.list': owner(({ base }) => ({ knowledgeBaseId: base }), 'read'),
    'evaluation.runs.get': owner(({ testRun }) => ({ id: testRun }), 'read'),
    'evaluation.runs.start': {
      for: 'owner',
      shared: 'write',
      inputs: (theirs, own) => [{ knowledgeBaseId: theirs.base }, { knowledgeBaseId: own.base, indexId: theirs.index }],
    },
    'evaluation.runs.remove': owner(({ testRun }) => ({ id: testRun }), 'write'),
    'evaluation.runs.compare': {
      for: 'owner',
      shared: 'read',
      inputs: (theirs, own) => [
        { a: theirs.testRun, b: theirs.testRun },
        { a: own.testRun, b: theirs.testRun },
      ],
    },
    'folders.list': { for: 'user' },
    'folders.create': { for: 'user', input: { name: 'Mine' } },
    'folders.rename': owner(({ folder }) => ({ id: folder, name: 'Stolen' })),
    'folders.remove': owner(({ folder }) => ({ id: folder })),
    'knowledge.list': { for: 'user' },
    'knowledge.get': owner(({ base }) => ({ id: base }), 'read'),
    'knowledge.create': { for: 'user', input: { name: 'Mine' } },
    'knowledge.createSample': { for: 'user' },
    'knowledge.update': owner(({ base }) => ({ id: base, name: 'Stolen' }), 'write'),
    'knowledge.uses': owner(({ base }) => ({ id: base }), 'read'),
    'knowledge.indexes.list': owner(({ base }) => ({ id: base }), 'read'),
    'knowledge.indexes.estimate': owner(({ base }) => ({ id: base }), 'read'),
    'knowledge.indexes.build': owner(({ base }) => ({ knowledgeBaseId: base, chunking: {} }), 'write'),
    'knowledge.indexes.switchTo': owner(({ index }) => ({ id: index }), 'write'),
    'knowledge.indexes.discard': owner(({ index }) => ({ id: index }), 'write'),
    'knowledge.share': {
      for: 'owner',
      shared: 'manage',
      inputs: (theirs, own) => [
        { id: theirs.base, team: null },
        { id: own.base, team: { id: theirs.team, access: 'read' } },
      ],
    },
    'knowledge.remove': owner(({ base }) => ({ id: base }), 'manage'),
    'models.overview': { for: 'user' },
    'models.prefer': { for: 'user', input: { modelId: null } },
    'models.keys.list': { for: 'user' },
    'models.keys.give': { for: 'user', input: { providerId: 'openai', apiKey: 'canary-key-of-mine' } },
    'models.keys.remove': { for: 'user', input: { providerId: 'openai' } },
    'models.registry.get': { for: 'admin' },
    'models.registry.setUsual': { for: 'admin', input: { chat: null } },
    'models.registry.add': { for: 'admin', input: { models: [{ providerId: 'openai', name: `one-${newId()}`, kind: 'chat' }] } },
    'models.registry.update': { for: 'admin', input: { id: 'openai/gpt-4', isEnabled: true } },
    'models.registry.test': { for: 'admin', input: { id: 'builtin/lexical' } },
    'models.registry.remove': { for: 'admin', input: { id: 'openai/gpt-4-turbo' } },
    'models.providers.add': { for: 'admin', input: { id: 'another', kind: 'zhipu', label: 'Another' } },
    'models.providers.update': { for: 'admin', input: { id: 'google', label: 'Gemini' } },
    'models.providers.test': { for: 'admin', input: { id: 'builtin' } },
    'models.providers.listModels': { for: 'admin', input: { id: 'builtin' } },
    'models.providers.remove': { for: 'admin', input: { id: 'zhipu' } },
    'tools.list': { for: 'admin' },
    'tools.add': { for: 'admin', input: { name: `one-${newId().slice(-12)}`, url: 'https://93.184.215.14/mcp' } },
    'tools.test': { for: 'admin', input: { id: toolServerId } },
    'tools.update': { for: 'admin', input: { id: toolServerId, isEnabled: false } },
    'tools.remove': { for: 'admin', input: { id: toolServerId } },
    'readiness.get': { for: 'admin' },
    'receipts.list': { for: 'user' },
    'search.inConversation': owner(({ conversation }) => ({ id: conversation, search: 'canary' })),
    'search.messages': { for: 'user', input: { search: 'canary' } },
    'search.titles': { for: 'user', input: { search: 'sings' } },
    'settings.get': { for: 'admin' },
    'settings.update': { for: 'admin', input: { registration: 'open' } },
    'usage.balance': { for: 'user' },
    'usage.mine': { for: 'user', input: {} },
    'usage.ledger': { for: 'user', input: {} },
    'usage.everybody': { for: 'admin', input: {} },
    'shares.list': { for: 'user', input: {} },
    'shares.create': owner(({ conversation }) => ({ conversationId: conversation })),
    'shares.revoke': owner(({ share }) => ({ id: share })),
    'teams.list': { for: 'user' },
    'teams.get': owner(({ team }) => ({ id: team }), 'read'),
    'teams.create': { for: 'user', input: { name: 'Mine' } },
    'teams.rename': owner(({ team }) => ({ id: team, name: 'Stolen' }), 'manage'),
    'teams.remove': owner(({ team }) => ({ id: team }), 'manage'),
    'teams.leave': owner(({ left }) => ({ id: left }), 'read'),
    'teams.setRole': owner(({ team, member }) => ({ teamId: team, userId: member, role: 'admin' }), 'manage'),
    'teams.removeMember': owner(({ team, member }) => ({ teamId: team, userId: member }), 'manage'),
    'teams.invite': owner(({ team }) => ({ teamId: team }), 'manage'),
    'teams.revoke': owner(({ invitation }) => ({ id: invitation }), 'manage'),
    'teams.offer': { for: 'user', input: { token: 'x'.repeat(43) }, gives: 404 },
    'teams.join': { for: 'user', input: { token: 'x'.repeat(43) }, gives: 404 },
    'retrieval.explain': {
      for: 'owner',
      shared: 'read',
      inputs: (theirs, own) => [
        { question: 'canary', knowledgeBaseIds: [theirs.base], chunkId: theirs.chunk },
        { question: 'canary', knowledgeBaseIds: [own.base], chunkId: theirs.chunk },
        { question: 'canary', knowledgeBaseIds: [own.base], indexId: theirs.index, chunkId: own.chunk },
      ],
    },
    'retrieval.search': {
      for: 'owner',
      shared: 'read',
      inputs: (theirs, own) => [
        { question: 'canary', knowledgeBaseIds: [theirs.base] },
        { question: 'canary', knowledgeBaseIds: [own.base, theirs.base] },
        { question: 'canary', knowledgeBaseIds: [own.base], indexId: theirs.index },
        { question: 'canary', knowledgeBaseIds: [own.base], settings: { filters: { documentIds: [theirs.ready] } } },
      ],
    },
  }
}
