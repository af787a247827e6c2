// What a chat route of the AI SDK is without anything around it, as Vercel's chatbot has it: no accounts, no database, nothing that outlives
// the connection. `node … bench/peers/aiSdkRoute.ts PROVIDER_URL` prints its address.
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { createOpenAI } from '@ai-sdk/openai'
import { pipeUIMessageStreamToResponse, streamText, toUIMessageStream } from 'ai'
import { z } from 'zod'

const requestSchema = z.object({ model: z.string(), question: z.string() })
const provider = createOpenAI({ baseURL: process.argv[2] ?? '', apiKey: 'none' })

const server = createServer((request, response) => {
  void json(request).then((body) => {
    const { model, question } = requestSchema.parse(body)
    const { stream } = streamText({ model: provider.chat(model), prompt: question })
    void pipeUIMessageStreamToResponse({ response, stream: toUIMessageStream({ stream }) })
  })
})
server.listen(0, () => {
  const { port } = z.object({ port: z.number() }).parse(server.address())
  process.stdout.write(`http://127.0.0.1:${port}\n`)
})
