import { contextTokensOf } from '@/server/models/contextTokens'
import { catalogue } from '@/server/models/registry/catalogue'
import type { ModelTerms } from '@/server/models/resolved'

/** On what terms the operator's model of an id is called, of any kind; of one that nobody registered, for nothing. */
export async function termsOf(id: string): Promise<ModelTerms> {
  const model = (await catalogue()).models.find((candidate) => candidate.id === id)
  const none = { inputMicrosPerMillion: 0, outputMicrosPerMillion: 0 }
  return { id, providerId: model?.provider.id ?? id.slice(0, id.indexOf('/')), paidBy: 'operator', prices: model?.prices ?? none, contextTokens: model?.contextTokens ?? contextTokensOf(id), maxOutputTokens: model?.maxOutputTokens ?? null }
}
