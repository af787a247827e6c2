import enAccount from '@/components/i18n/messages/en/account.json'
import enAdmin from '@/components/i18n/messages/en/admin.json'
import enAssistants from '@/components/i18n/messages/en/assistants.json'
import enChat from '@/components/i18n/messages/en/chat.json'
import enIndexing from '@/components/i18n/messages/en/indexing.json'
import enKnowledge from '@/components/i18n/messages/en/knowledge.json'
import enLab from '@/components/i18n/messages/en/lab.json'
import enModels from '@/components/i18n/messages/en/models.json'
import enOrganise from '@/components/i18n/messages/en/organise.json'
import enReading from '@/components/i18n/messages/en/reading.json'
import enReference from '@/components/i18n/messages/en/reference.json'
import enScope from '@/components/i18n/messages/en/scope.json'
import enShell from '@/components/i18n/messages/en/shell.json'
import enSources from '@/components/i18n/messages/en/sources.json'
import enTeams from '@/components/i18n/messages/en/teams.json'
import enTurns from '@/components/i18n/messages/en/turns.json'
import zhAccount from '@/components/i18n/messages/zh-CN/account.json'
import enUsage from '@/components/i18n/messages/en/usage.json'
import zhAdmin from '@/components/i18n/messages/zh-CN/admin.json'
import zhAssistants from '@/components/i18n/messages/zh-CN/assistants.json'
import zhChat from '@/components/i18n/messages/zh-CN/chat.json'
import zhIndexing from '@/components/i18n/messages/zh-CN/indexing.json'
import zhKnowledge from '@/components/i18n/messages/zh-CN/knowledge.json'
import zhLab from '@/components/i18n/messages/zh-CN/lab.json'
import zhModels from '@/components/i18n/messages/zh-CN/models.json'
import zhOrganise from '@/components/i18n/messages/zh-CN/organise.json'
import zhReading from '@/components/i18n/messages/zh-CN/reading.json'
import zhReference from '@/components/i18n/messages/zh-CN/reference.json'
import zhScope from '@/components/i18n/messages/zh-CN/scope.json'
import { server as zhServer } from '@/components/i18n/messages/zh-CN/server'
import zhShell from '@/components/i18n/messages/zh-CN/shell.json'
import zhSources from '@/components/i18n/messages/zh-CN/sources.json'
import zhTeams from '@/components/i18n/messages/zh-CN/teams.json'
import zhTurns from '@/components/i18n/messages/zh-CN/turns.json'
import zhUsage from '@/components/i18n/messages/zh-CN/usage.json'
import type { Locale } from '@/components/i18n/locale'
import type { SentenceTable } from '@/components/i18n/serverSentence'

const en = { account: enAccount, admin: enAdmin, usage: enUsage, assistants: enAssistants, shell: enShell, knowledge: enKnowledge, indexing: enIndexing, lab: enLab, models: enModels, chat: enChat, scope: enScope, organise: enOrganise, reading: enReading, reference: enReference, sources: enSources, teams: enTeams, turns: enTurns }

export type Messages = typeof en

/** Every sentence of the interface. For the server only: a browser gets its one language through `Translations`. */
export const messages = {
  en,
  'zh-CN': { account: zhAccount, admin: zhAdmin, usage: zhUsage, assistants: zhAssistants, shell: zhShell, knowledge: zhKnowledge, indexing: zhIndexing, lab: zhLab, models: zhModels, chat: zhChat, scope: zhScope, organise: zhOrganise, reading: zhReading, reference: zhReference, sources: zhSources, teams: zhTeams, turns: zhTurns },
} satisfies Record<Locale, Messages>

/** The sentences of the API in the other languages; English is what it speaks, so that an English page carries no table. */
export const serverSentences = { en: undefined, 'zh-CN': zhServer } as const satisfies Record<Locale, SentenceTable | undefined>
