import type { AnyTRPCProcedure } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type PathsIn<R> = { [K in keyof R & string]: R[K] extends AnyTRPCProcedure ? K : `${K}.${PathsIn<R[K]>}` }[keyof R & string]

/** The name of a procedure: `documents.get`. */
export type ProcedureName = PathsIn<AppRouter['_def']['record']>

/** How a procedure is reached over HTTP, and a line of what it does. What stands in braces is of its input; the rest goes into query or body. */
export type Route = readonly [method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: `/${string}`, summary: string]

/** Of the page alone: they follow what one looks at. */
export const pageOnly: ReadonlySet<ProcedureName> = new Set<ProcedureName>(['conversations.pulse', 'chunks.at', 'documents.blockAt'])

/**
 * The REST API as one table. Inputs, outputs, errors and scopes are those of the procedures; a procedure that is neither here nor
 * in `pageOnly` fails a test.
 */
export const routes = {
  'auth.me': ['GET', '/me', 'Says who asks; null when nobody has signed in'],
  'auth.register': ['POST', '/users', 'Opens an account'],
  'auth.signIn': ['POST', '/auth/token', 'Signs in: a token to ask with, and one to refresh it with'],
  'auth.refresh': ['POST', '/auth/refresh', 'Changes a refresh token into the next pair, once'],
  'auth.signOut': ['POST', '/auth/sign-out', 'Ends the session of the token that asks'],
  'auth.keys.list': ['GET', '/keys', 'Lists the API keys, without their secrets'],
  'auth.keys.create': ['POST', '/keys', 'Makes an API key; its secret is in this answer and nowhere else'],
  'auth.keys.revoke': ['DELETE', '/keys/{id}', 'Revokes an API key at once'],

  'assistants.list': ['GET', '/assistants', 'Lists the assistants, the last changed first'],
  'assistants.create': ['POST', '/assistants', 'Creates an assistant'],
  'assistants.get': ['GET', '/assistants/{id}', 'Gives an assistant with its instructions and settings'],
  'assistants.update': ['PATCH', '/assistants/{id}', 'Changes an assistant; other instructions are a new version of them'],
  'assistants.remove': ['DELETE', '/assistants/{id}', 'Deletes an assistant; its conversations stay'],
  'assistants.share': ['PUT', '/assistants/{id}/sharing', 'Shares an assistant with a team, or, with null, with nobody'],
  'assistants.prompts.list': ['GET', '/assistants/{id}/prompts', 'Lists the versions of the instructions, the newest first'],
  'assistants.prompts.restore': ['POST', '/assistants/{id}/prompts/{version}/restore', 'Uses an earlier version of the instructions again'],
  'assistants.conversations.list': ['GET', '/assistants/{id}/conversations', 'Lists the conversations with an assistant, the last used first'],
  'assistants.conversations.create': ['POST', '/assistants/{assistantId}/conversations', "Begins a conversation that holds nothing but the assistant's opener"],
  'assistants.agentModules': ['GET', '/agent-modules', 'Lists the agents that are installed as modules'],

  'conversations.list': ['GET', '/conversations', 'Lists a page of the conversations, the last used first'],
  'conversations.get': ['GET', '/conversations/{id}', 'Gives a conversation with the messages of the branch that is shown'],
  'conversations.rename': ['PATCH', '/conversations/{id}', 'Gives a conversation another title'],
  'conversations.instruct': ['PUT', '/conversations/{id}/instructions', 'Gives a conversation instructions of its own; null takes them away'],
  'conversations.remove': ['DELETE', '/conversations/{id}', 'Deletes a conversation'],
  'conversations.place': ['POST', '/conversations/place', 'Pins, archives and moves conversations, all or none'],
  'conversations.removeMany': ['POST', '/conversations/delete', 'Deletes conversations, all or none'],
  'citations.details': ['GET', '/conversations/{conversationId}/details', 'Lists the documents that a conversation cites, and what its answers took'],

  'conversations.editQuestion': ['PATCH', '/messages/{id}', 'Changes the words of a question without asking again'],
  'conversations.removeExchange': ['DELETE', '/messages/{id}', 'Deletes a question with its answers'],
  'conversations.showVersion': ['POST', '/messages/{id}/show', 'Shows another version of a question or an answer, and what followed it'],
  'conversations.rate': ['PUT', '/messages/{id}/rating', 'Says what a reader thinks of an answer; null takes it back'],
  'chat.stop': ['POST', '/messages/{answerId}/stop', 'Ends a running answer; its text so far is kept'],
  'chat.sendNow': ['POST', '/messages/{answerId}/send-now', 'Asks a waiting question at once'],
  'conversations.editQueued': ['PATCH', '/queue/{id}', 'Changes a question that waits; the id is that of its answer'],
  'conversations.removeQueued': ['DELETE', '/queue/{id}', 'Takes a question that waits out of the queue; the id is that of its answer'],
  'citations.compare': ['GET', '/messages/{answerId}/citations/{ordinal}/comparison', 'Gives a source as it was cited beside what stands in its place now'],
  'citations.mark': ['PUT', '/messages/{answerId}/citations/{ordinal}', 'Marks a source as wrong, or takes that back'],
  'chat.previewPrompt': ['POST', '/prompts/preview', 'Gives what a model would be sent for a question, without sending it'],

  'attachments.list': ['GET', '/attachments', 'Says how far attachments are read'],
  'attachments.retry': ['POST', '/attachments/{id}/retry', 'Reads an attachment that failed once more'],
  'attachments.remove': ['DELETE', '/attachments/{id}', 'Takes back an attachment that was not sent'],

  'knowledge.list': ['GET', '/knowledge-bases', 'Lists the knowledge bases'],
  'knowledge.create': ['POST', '/knowledge-bases', 'Creates a knowledge base'],
  'knowledge.createSample': ['POST', '/knowledge-bases/sample', 'Creates a knowledge base that holds the guide to Parley'],
  'knowledge.get': ['GET', '/knowledge-bases/{id}', 'Gives a knowledge base'],
  'knowledge.update': ['PATCH', '/knowledge-bases/{id}', 'Changes a knowledge base'],
  'knowledge.remove': ['DELETE', '/knowledge-bases/{id}', 'Deletes a knowledge base with all that is in it'],
  'knowledge.share': ['PUT', '/knowledge-bases/{id}/sharing', 'Shares a knowledge base with a team, or, with null, with nobody'],
  'knowledge.indexes.list': ['GET', '/knowledge-bases/{id}/indexes', 'Lists the indexes of a knowledge base, the newest first'],
  'knowledge.indexes.build': ['POST', '/knowledge-bases/{knowledgeBaseId}/indexes', 'Begins another index beside the one that is searched'],
  'knowledge.indexes.switchTo': ['POST', '/indexes/{id}/switch', 'Makes a complete index the one that is searched'],
  'knowledge.indexes.discard': ['DELETE', '/indexes/{id}', 'Discards an index that is not searched'],

  'documents.list': ['GET', '/knowledge-bases/{knowledgeBaseId}/documents', 'Lists a page of the documents of a knowledge base'],
  'documents.importPage': ['POST', '/knowledge-bases/{knowledgeBaseId}/pages', 'Adds a page of the internet as a document'],
  'documents.pasteText': ['POST', '/knowledge-bases/{knowledgeBaseId}/texts', 'Adds a text as a document'],
  'documents.retryFailed': ['POST', '/knowledge-bases/{knowledgeBaseId}/retry-failed', 'Reads all documents that failed once more, and says how many'],
  'documents.get': ['GET', '/documents/{id}', 'Gives a document and how far it is read'],
  'documents.update': ['PATCH', '/documents/{id}', 'Changes a document'],
  'documents.blocks': ['GET', '/documents/{id}/text', 'Gives pieces of the text of a document'],
  'documents.attempts': ['GET', '/documents/{id}/attempts', 'Lists what was done with a document so far, the newest attempt first'],
  'documents.preview': ['POST', '/documents/{id}/preview', 'Shows how a document would be cut; nothing is stored'],
  'documents.retry': ['POST', '/documents/retry', 'Reads documents that failed once more'],
  'documents.reread': ['POST', '/documents/reread', 'Reads documents again'],
  'documents.cancel': ['POST', '/documents/cancel', 'Stops the reading of documents'],
  'documents.setEnabled': ['POST', '/documents/enable', 'Switches documents on or off for searching'],
  'documents.remove': ['POST', '/documents/delete', 'Deletes documents'],

  'chunks.list': ['GET', '/documents/{documentId}/chunks', 'Lists a page of the passages of a document'],
  'chunks.add': ['POST', '/documents/{documentId}/chunks', 'Writes a passage into a document'],
  'chunks.remove': ['POST', '/documents/{documentId}/chunks/delete', 'Deletes passages of a document'],
  'chunks.getByIndex': ['GET', '/documents/{documentId}/chunks/{index}', 'Gives a passage by its number in the document'],
  'chunks.get': ['GET', '/chunks/{id}', 'Gives a passage'],
  'chunks.edit': ['PATCH', '/chunks/{id}', 'Changes a passage; it is found by its new words at once'],

  'retrieval.search': ['POST', '/retrieval', 'Searches knowledge bases, with the score of each stage'],
  'retrieval.explain': ['POST', '/retrieval/explain', 'Says why a passage is found or not, and what brings it back'],
  'evaluation.questions.list': ['GET', '/knowledge-bases/{knowledgeBaseId}/test-questions', 'Lists a page of the test questions of a knowledge base'],
  'evaluation.questions.create': ['POST', '/knowledge-bases/{knowledgeBaseId}/test-questions', 'Creates a test question'],
  'evaluation.questions.update': ['PATCH', '/test-questions/{id}', 'Changes a test question'],
  'evaluation.questions.remove': ['DELETE', '/test-questions/{id}', 'Deletes a test question'],
  'evaluation.questions.suggest': ['GET', '/knowledge-bases/{knowledgeBaseId}/test-questions/suggestions', 'Suggests test questions by the headings of the documents'],
  'evaluation.questions.export': ['GET', '/knowledge-bases/{knowledgeBaseId}/test-questions/export', 'Gives the test questions as lines of JSON'],
  'evaluation.questions.import': ['POST', '/knowledge-bases/{knowledgeBaseId}/test-questions/import', 'Takes test questions from lines of JSON'],
  'evaluation.runs.list': ['GET', '/knowledge-bases/{knowledgeBaseId}/test-runs', 'Lists a page of the test runs of a knowledge base'],
  'evaluation.runs.start': ['POST', '/knowledge-bases/{knowledgeBaseId}/test-runs', 'Starts a test run; it goes on in the background'],
  'evaluation.runs.get': ['GET', '/test-runs/{id}', 'Gives a test run with its results so far'],
  'evaluation.runs.remove': ['DELETE', '/test-runs/{id}', 'Deletes a test run, and ends one that goes on'],
  'evaluation.runs.compare': ['GET', '/test-runs/compare', 'Compares two test runs, question by question'],

  'folders.list': ['GET', '/folders', 'Lists the folders of conversations'],
  'folders.create': ['POST', '/folders', 'Creates a folder'],
  'folders.rename': ['PATCH', '/folders/{id}', 'Gives a folder another name'],
  'folders.remove': ['DELETE', '/folders/{id}', 'Deletes a folder; its conversations stay'],
  'search.messages': ['GET', '/search/messages', 'Finds messages that have all words, the newest first'],
  'search.titles': ['GET', '/search/titles', 'Finds conversations by their titles'],
  'shares.list': ['GET', '/shares', 'Lists the links that show conversations to others'],
  'shares.create': ['POST', '/shares', 'Makes a link that shows a conversation to others'],
  'shares.revoke': ['DELETE', '/shares/{id}', 'Ends a link'],
  'teams.list': ['GET', '/teams', 'Lists the teams that one is in'],
  'teams.create': ['POST', '/teams', 'Creates a team'],
  'teams.get': ['GET', '/teams/{id}', 'Gives a team with its members and what they share'],
  'teams.rename': ['PATCH', '/teams/{id}', 'Gives a team another name'],
  'teams.remove': ['DELETE', '/teams/{id}', 'Deletes a team; what was shared with it stays its owners\''],
  'teams.leave': ['POST', '/teams/{id}/leave', 'Leaves a team'],
  'teams.setRole': ['PATCH', '/teams/{teamId}/members/{userId}', 'Makes a member something else'],
  'teams.removeMember': ['DELETE', '/teams/{teamId}/members/{userId}', 'Takes somebody out of a team'],
  'teams.invite': ['POST', '/teams/{teamId}/invitations', 'Makes a link to join a team; its secret is in this answer and nowhere else'],
  'teams.revoke': ['DELETE', '/team-invitations/{id}', 'Revokes an invitation to a team'],
  'teams.offer': ['POST', '/team-invitations/offer', 'Says which team a link invites to'],
  'teams.join': ['POST', '/team-invitations/accept', 'Joins the team that a link invites to'],
  'models.overview': ['GET', '/models', 'Lists the chat models, the default first, and what the search engine runs on'],
  'settings.get': ['GET', '/settings', 'Gives what administrators set for everybody'],
  'settings.update': ['PATCH', '/settings', 'Changes what is set for everybody'],
  'audit.list': ['GET', '/audit', 'Lists a page of what was changed that others depend on'],
  'receipts.list': ['GET', '/deletion-receipts', 'Lists what the last deletions took away'],
} as const satisfies Partial<Record<ProcedureName, Route>>
