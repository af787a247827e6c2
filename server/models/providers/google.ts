import { listNames, type ModelServer } from '@/server/models/providers/server'

/** Where Gemini speaks the OpenAI format. */
export const googleAddress = 'https://generativelanguage.googleapis.com/v1beta/openai'

/** They are listed as `models/…` and called without it. */
export async function listGoogleModels(server: ModelServer): Promise<string[]> {
  const names = await listNames(server)
  return names.map((name) => name.replace(/^models\//, ''))
}
