import { listNames, type ModelServer } from '@/server/models/providers/server'

export const anthropicAddress = 'https://api.anthropic.com/v1'

/** Its chat speaks the OpenAI format, its list wants the key in a header of its own. */
export function listAnthropicModels(server: ModelServer): Promise<string[]> {
  return listNames(server, { 'x-api-key': server.apiKey ?? '', 'anthropic-version': '2023-06-01' })
}
