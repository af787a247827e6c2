import { z } from 'zod'
import type { Door } from '@/bench/chat/streams'

const completionChunk = z.object({ choices: z.array(z.object({ delta: z.object({ content: z.string().optional() }) })) })
const turnEvent = z.object({ type: z.string(), text: z.string().optional() })
const uiMessageChunk = z.object({ type: z.string(), delta: z.string().optional() })

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })

/** The provider, called as the AI SDK calls it. */
export function providerDoor(url: string): Door {
  return {
    open: (model) => fetch(`${url}/chat/completions`, json({ model, stream: true, messages: [{ role: 'user', content: 'Count' }] })),
    wordsOf: (data) => (data === '[DONE]' ? '' : (completionChunk.parse(JSON.parse(data)).choices[0]?.delta.content ?? '')),
  }
}

/** The product: each question begins a conversation. */
export function parleyDoor(url: string, cookie: string): Door {
  return {
    open: (model) => {
      const question = { conversationId: null, requestId: crypto.randomUUID(), text: 'Count', modelId: `openai/${model}`, knowledgeBaseIds: [] }
      return fetch(`${url}/api/chat`, json(question, { cookie, origin: url }))
    },
    wordsOf: (data) => {
      const { type, text } = turnEvent.parse(JSON.parse(data))
      return type === 'delta' ? (text ?? '') : ''
    },
  }
}

/** A route of the AI SDK: bench/peers/aiSdkRoute.ts. */
export function aiSdkDoor(url: string): Door {
  return {
    open: (model) => fetch(url, json({ model, question: 'Count' })),
    wordsOf: (data) => {
      if (data === '[DONE]') return ''
      const { type, delta } = uiMessageChunk.parse(JSON.parse(data))
      return type === 'text-delta' ? (delta ?? '') : ''
    },
  }
}
