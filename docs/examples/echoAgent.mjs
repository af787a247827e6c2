// An agent in some forty lines: it tells what it was told. As a module of Parley:
//   AGENT_MODULES=docs/examples/echoAgent.mjs
// As a server, to be given to an assistant as http://127.0.0.1:8700/ (with WEB_ALLOW_PRIVATE=127.0.0.1):
//   node docs/examples/echoAgent.mjs 8700
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

/** The parts of the answer as they come, then what they cost. `signal` fires when somebody stops the answer. */
export default async function* answer(question, { signal }) {
  const said = JSON.parse(question.chat_history)
  yield `You said: ${question.chat_message}\n\n`
  yield `I was told “${question.session_prompt}”, and ${said.length} messages before this one.`
  for (const [at, { name, text }] of question.files.entries()) {
    // An address that holds the file is fetched as any other.
    const bytes = question.file_name[at] === '' ? 'too many' : (await (await fetch(question.file_name[at])).arrayBuffer()).byteLength
    yield `\n\nI was handed ${name} of ${bytes} bytes${text === null ? '' : `, which begins “${text.slice(0, 20)}”`}.`
  }
  for (const { number, source } of question.passages) {
    if (signal.aborted) return
    yield `\n\nI was given ${source} [${number}].`
  }
  yield { cost: 0.0001, timestamp: new Date().toISOString() }
}

/** The same over HTTP: each part is an event. */
async function serve(request, response) {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for await (const part of answer(await json(request), { signal: gone.signal })) {
    response.write(`data: ${JSON.stringify(typeof part === 'string' ? { text: part } : part)}\n\n`)
  }
  response.end()
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  server.listen(Number(process.argv[2] ?? 8700), '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}/\n`))
}
