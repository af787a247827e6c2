import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '@/server/auth/actor'
import * as actions from '@/server/documents/actions'
import { importPage } from '@/server/documents/importPage'
import type { Document } from '@/server/documents/schema'
import * as documents from '@/server/documents/service'
import { newId } from '@/server/ids'
import { createBase, documentText, workOff } from '@/server/testing/documents'
import { englishPdf } from '@/server/testing/fixtures'
import { createPerson } from '@/server/testing/people'
import { storedFiles } from '@/server/testing/uploads'
import { startWebServer, type WebServer } from '@/server/testing/webServer'

vi.hoisted(() => {
  process.env.WEB_ALLOW_PRIVATE = '127.0.0.1'
  process.env.MAX_FILE_SIZE = '1'
})

interface Answer {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}
/** The site, by its paths. */
const pages: Record<string, Answer> = {}
let site: WebServer
beforeAll(async () => {
  site = await startWebServer(({ url = '' }, response) => {
    const { status = 200, headers = { 'content-type': 'text/html' }, body = '' } = pages[url] ?? { status: 404 }
    response.writeHead(status, headers).end(body)
  })
})
afterAll(() => site.close())

let actor: Actor
let base: string
beforeEach(async () => {
  actor = await createPerson()
  base = await createBase(actor)
  site.requests.length = 0
})

const at = (path: string): string => `http://127.0.0.1:${site.port}${path}`
const take = (path: string): Promise<Document> => importPage(actor, { knowledgeBaseId: base, url: at(path) })
const textOf = async ({ id, activeVersion }: Document): Promise<string> => documentText(id, activeVersion)

/** Takes a page and reads it. */
async function read(path: string): Promise<Document> {
  const { id } = await take(path)
  await workOff()
  return documents.get(actor, id)
}

describe('a page becomes a document', () => {
  test('C154 called by its title, that is read and names its page', async () => {
    pages['/otters?lang=en'] = { body: '<title>Otters / what they eat</title><h1>Otters</h1><p>The otter eats fish.</p>' }
    const document = await read('/otters?lang=en#diet')
    expect(document).toMatchObject({ name: 'Otters - what they eat.html', mediaType: 'text/html', sourceUrl: at('/otters?lang=en'), state: 'ready', knowledgeBaseId: base })
    expect(await textOf(document)).toContain('The otter eats fish.')
  })

  test.each([
    ['of its host where nothing else is known', '/', { body: '<p>Home' }, '127.0.0.1.html'],
    ['of its path, decoded', '/wiki/%E6%B0%B4%E7%8D%AD', { body: '<p>水獭' }, '水獭.html'],
    ['of a file in its path', '/files/fish.csv', { headers: { 'content-type': 'text/plain' }, body: 'fish,weight\nbass,2' }, 'fish.csv'],
    ['that its server gives', '/download?id=3', { headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="fish notes.md"' }, body: '# Fish' }, 'fish notes.md'],
    ['that its server gives in any script', '/download?id=4', { headers: { 'content-type': 'application/json', 'content-disposition': "attachment; filename*=UTF-8''%E9%B1%BC.json" }, body: '{}' }, '鱼.json'],
    ['of its file, with the extension of what it is', '/report.aspx', { headers: { 'content-type': 'application/pdf' }, body: englishPdf() }, 'report.pdf'],
    ['without what could lead out of a folder', '/x?id=5', { headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="../../etc/passwd.txt"' }, body: 'x' }, '..-..-etc-passwd.txt'],
  ])('with the name %s', async (_name, path, answer, name) => {
    pages[path] = answer
    expect(await take(path)).toMatchObject({ name })
  })

  test('from a PDF', async () => {
    pages['/tram.pdf'] = { headers: { 'content-type': 'application/pdf' }, body: englishPdf() }
    expect(await read('/tram.pdf')).toMatchObject({ name: 'tram.pdf', state: 'ready', pageCount: 5 })
  })

  test('from a page in another encoding, packed', async () => {
    const html = `<meta charset="gb18030"><title>水獭的习性</title><p>水獭以鱼为食，也吃虾和螃蟹。</p>`
    pages['/gbk'] = { headers: { 'content-type': 'text/html; charset=gb18030', 'content-encoding': 'gzip' }, body: gzipSync(iconv.encode(html, 'gb18030')) }
    const document = await read('/gbk')
    expect(document.name).toBe('水獭的习性.html')
    expect(await textOf(document)).toContain('水獭以鱼为食')
  })

  test('that has no text fails as any document does', async () => {
    pages['/empty'] = { body: '<title>App</title><div id="root"></div><script>start()</script>' }
    pages['/nothing'] = { body: '' }
    expect(await read('/empty')).toMatchObject({ state: 'failed', errorText: expect.stringContaining('No text was found in this file') })
    expect(await read('/nothing')).toMatchObject({ state: 'failed', errorText: expect.stringContaining('This file is empty') })
  })
})

describe('the same page again', () => {
  beforeEach(() => {
    pages['/news'] = { body: '<title>News</title><p>The ferry leaves at nine.</p>' }
  })

  test('is not read again when nothing has changed', async () => {
    const first = await read('/news')
    const before = await storedFiles()
    expect(await take('/news')).toEqual(first)
    expect(await storedFiles()).toEqual(before)
  })

  test('is a new version of the document, and the old one answers until it is complete', async () => {
    const first = await read('/news')
    await documents.update(actor, { id: first.id, name: 'Ferry news.html' })
    await workOff()
    const before = (await storedFiles()).whole.length
    pages['/news'] = { body: '<title>Other news</title><p>The ferry leaves at ten.</p>' }
    const waiting = await take('/news')
    expect(waiting).toMatchObject({ id: first.id, name: 'Ferry news.html', state: 'queued', activeVersion: first.activeVersion, chunkCount: first.chunkCount })
    expect(await textOf(waiting)).toContain('at nine')
    await workOff()
    const second = await documents.get(actor, first.id)
    expect(second.state).toBe('ready')
    expect(await textOf(second)).toContain('at ten')
    // The file of the old version is gone.
    expect((await storedFiles()).whole).toHaveLength(before)
  })

  test('is tried again after it failed', async () => {
    pages['/late'] = { body: '<title>Late</title>' }
    expect((await read('/late')).state).toBe('failed')
    expect((await take('/late')).state).toBe('queued')
    pages['/late'] = { body: '<title>Late</title><p>Here it is.' }
    await workOff()
    expect((await read('/late')).state).toBe('ready')
  })

  test('added twice at once is one document, whose bytes are kept once', async () => {
    const before = await storedFiles()
    const taken = await Promise.all([take('/news'), take('/news'), take('/news')])
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1)
    expect((await storedFiles()).whole).toHaveLength(before.whole.length + 1)
    expect(await read('/news')).toMatchObject({ id: taken[0]?.id, state: 'ready' })
  })

  test('changed meanwhile, it is refused while it is being read', async () => {
    await take('/news')
    pages['/news'] = { body: '<p>The ferry leaves at ten.</p>' }
    const before = await storedFiles()
    await expect(take('/news')).rejects.toMatchObject({ kind: 'conflict', message: '“News.html” is being read at this moment; wait until it is ready' })
    expect(await storedFiles()).toEqual(before)
  })

  test('is a document of its own in another base, in other hands, and when it became another format', async () => {
    const { id } = await read('/news')
    const elsewhere = await createBase(actor)
    expect((await importPage(actor, { knowledgeBaseId: elsewhere, url: at('/news') })).id).not.toBe(id)
    const stranger = await createPerson()
    expect((await importPage(stranger, { knowledgeBaseId: await createBase(stranger), url: at('/news') })).id).not.toBe(id)
    pages['/news'] = { headers: { 'content-type': 'text/plain' }, body: 'The ferry leaves at ten.' }
    expect(await take('/news')).toMatchObject({ name: 'news.txt' })
  })

  test('comes back after its document was deleted', async () => {
    const { id } = await read('/news')
    await actions.remove(actor, [id])
    await workOff()
    const again = await read('/news')
    expect(again.id).not.toBe(id)
    expect(again.state).toBe('ready')
  })
})

describe('what is no page leaves nothing behind', () => {
  test.each([
    ['that is missing', '/missing', { status: 404, body: '<p>Not found' }, 'invalid', /has no page at this address \(404\)/],
    ['behind a sign-in', '/secret', { status: 302, headers: { location: '/account/login?next=/secret' } }, 'invalid', /asks for a sign-in before it shows this page; save the page in your browser/],
    ['with the form of a sign-in', '/members', { body: '<title>Log in</title><form><input type="password"></form>' }, 'invalid', /asks for a sign-in/],
    ['that is a picture', '/photo.png', { headers: { 'content-type': 'image/png' }, body: 'x' }, 'unsupported', /sent a file that is not read \(image\/png\)/],
    ['of no known type', '/thing', { headers: {}, body: 'x' }, 'unsupported', /\(of no known type\)/],
    ['that is too large', '/long.txt', { headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(1_000_001) }, 'too_large', /larger than 1 MB/],
    ['that unpacks to too much', '/bomb', { headers: { 'content-type': 'text/html', 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(200_000_000)) }, 'too_large', /larger than 1 MB/],
    ['that leads inside', '/inside', { status: 302, headers: { location: 'http://127.0.0.2/' } }, 'invalid', /not on the public internet/],
  ])('a page %s', async (_name, path, answer, kind, message) => {
    pages['/account/login?next=/secret'] = { body: '<p>Who are you?' }
    pages[path] = answer
    const before = await storedFiles()
    await expect(take(path)).rejects.toMatchObject({ kind, message: expect.stringMatching(message) })
    expect(await storedFiles()).toEqual(before)
  })

  test.each(['ftp://127.0.0.1/', 'http://user@127.0.0.1/', 'http://10.0.0.1/', 'http://[::1]/'])('the address %s', async (url) => {
    await expect(importPage(actor, { knowledgeBaseId: base, url })).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('a base that is not the actor\'s: nobody is asked for anything', async () => {
    pages['/news'] = { body: 'x' }
    const stranger = await createPerson()
    for (const knowledgeBaseId of [base, newId()]) {
      await expect(importPage(stranger, { knowledgeBaseId, url: at('/news') })).rejects.toMatchObject({ kind: 'not_found', message: 'This knowledge base does not exist' })
    }
    expect(site.requests).toEqual([])
  })
})
