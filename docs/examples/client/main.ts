// A program beside Parley: makes a knowledge base, puts a document into it, asks, and prints the answer with its sources.
//   PARLEY_URL=http://localhost:3000 PARLEY_API_KEY=sk-… node main.ts
import { ParleyClient, ParleyError } from 'parley-client'

const parley = new ParleyClient(process.env.PARLEY_URL ?? 'http://localhost:3000', process.env.PARLEY_API_KEY)

const base = await parley.api.knowledge.create.mutate({ name: `Example ${Date.now()}` })
const { documents } = await parley.uploadFiles(base.id, [{ name: 'handbook.md', content: '# Holidays\n\nEverybody has thirty days of holiday a year.' }])

for (let state = 'queued'; state !== 'ready'; ) {
  ;({ state } = await parley.api.documents.get.query({ id: documents[0]?.id ?? '' }))
  if (state === 'failed') throw new Error('The document could not be read')
  await new Promise((resolve) => setTimeout(resolve, 200))
}

const answer = await parley.sendMessage({ message: 'How many days of holiday does everybody have?', datasetId: base.id })
let text = ''
for await (const event of answer) if (event.type === 'delta') text += event.text
const { citations } = await answer.whole()
console.log(`${text}\n${citations.map(({ ordinal, documentName }) => `[${ordinal}] ${documentName}`).join('\n')}`)

const sessions = await parley.getSessions()
const { title, messages } = await parley.getSessionDetails(answer.conversationId)
console.log(`${sessions.length} conversation: ${title} (${messages.length} messages)`)

await parley.deleteSession(answer.conversationId)
try {
  await parley.getSessionDetails(answer.conversationId)
} catch (error) {
  console.log(error instanceof ParleyError ? error.kind : error)
}
