import { expect, test } from '@/e2e/test'
import { newId } from '@/server/ids'
import { curl } from '@/server/testing/curl'
import { eventsIn } from '@/server/testing/sse'

test('S0-09 S1-03 S2-01 S2-10 S2-11 S4-01 C06 C10 C40 C69 C125 clients of older systems are answered by the product as it is started', async ({ parley }) => {
  const username = `john_${newId()}`
  const credentials = `-H "Content-Type: application/json" -d '{"username": "${username}", "password": "SecureP@ssw0rd!"}'`
  expect((await curl(`curl -X POST ${parley.url}/api/users/register ${credentials}`)).status).toBe(201)
  const { token } = await (await curl(`curl -X POST ${parley.url}/api/users/login ${credentials}`)).json()
  const bearer = `-H "Authorization: Bearer ${token}"`

  await test.step('at every prefix, with and without a slash, and without being sent elsewhere', async () => {
    const statuses = ['/api/conversations/list', '/chats/', '/chats', '/conversations/', '/chat/sessions', '/documents/none', '/health', '/uploads/none', '/api/v1/dataset', '/api/chat/1'].map(async (path) => {
      const response = await fetch(`${parley.url}${path}`, { redirect: 'manual', headers: { authorization: `Bearer ${token}` } })
      return [path, response.status]
    })
    expect(await Promise.all(statuses)).toEqual([
      ['/api/conversations/list', 200],
      ['/chats/', 200],
      ['/chats', 200],
      ['/conversations/', 200],
      ['/chat/sessions', 200],
      ['/documents/none', 404],
      ['/health', 200],
      ['/uploads/none', 404],
      ['/api/v1/dataset', 200],
      ['/api/chat/1', 405],
    ])
  })

  await test.step('a document is uploaded, asked about, and cited', async () => {
    const files = { '/notes/herons.md': new TextEncoder().encode('The heron of the Lune stands 94 centimetres tall.') }
    const uploaded = await curl(`curl -X POST ${parley.url}/documents/upload ${bearer} -F "file=@/notes/herons.md"`, files)
    expect(await uploaded.json()).toMatchObject({ filename: 'herons.md', content: 'The heron of the Lune stands 94 centimetres tall.' })
    const address = `${parley.url}/chat/send?${new URLSearchParams({ message: 'How tall is the heron of the Lune?', session_id: '', auth_token: token }).toString()}`
    const events = eventsIn(await (await fetch(address, { headers: { accept: 'text/event-stream' } })).text())
    expect(events.map(({ data }) => data).join('\n')).toContain('94 centimetres tall')
    expect(events.slice(-3).map(({ name }) => name)).toEqual(['citation', 'message', 'done'])
    // Whoever reads the log does not get in.
    expect(parley.output()).not.toContain(token)
  })
})
