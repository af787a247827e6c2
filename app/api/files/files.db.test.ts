import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { GET } from '@/app/api/files/[id]/route'
import { POST } from '@/app/api/files/route'
import type { Actor } from '@/server/auth/actor'
import { db } from '@/server/database'
import { documentSchema } from '@/server/documents/schema'
import { newId } from '@/server/ids'
import { createBase } from '@/server/testing/documents'
import { createPerson } from '@/server/testing/people'
import { request, signIn } from '@/server/testing/requests'
import { formOf, inPieces, storedFiles, type Upload, uploadOf } from '@/server/testing/uploads'

vi.hoisted(() => {
  process.env.MAX_FILE_SIZE = '1'
})

const none = { params: Promise.resolve({}) }
const replySchema = z.union([
  z.object({ documents: z.array(z.object({ id: z.uuid(), name: z.string(), state: z.string(), size: z.int() })) }),
  z.object({ error: z.object({ kind: z.string(), message: z.string() }) }),
])

let person: Actor
let cookie: string
let base: string
beforeEach(async () => {
  person = await createPerson()
  cookie = await signIn(person)
  base = await createBase(person)
})

async function send(body: ReadableStream<Uint8Array> | Uint8Array, to = base) {
  const response = await POST(uploadOf(cookie, to, body), none)
  const reply = replySchema.parse(await response.json())
  return { status: response.status, documents: 'documents' in reply ? reply.documents : [], error: 'error' in reply ? reply.error : undefined }
}

const upload = (...files: Upload[]) => send(formOf(files))
const download = (id: string, by: string | null = cookie) => GET(request(`/api/files/${id}`, by), { params: Promise.resolve({ id }) })
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Nothing is left on the disk that belongs to no document. */
async function expectNoLeftovers(): Promise<void> {
  const { whole, half } = await storedFiles()
  expect(half).toEqual([])
  expect(whole).toHaveLength(await db.document.count())
}

describe('an upload', () => {
  test('is a row, a job and a file before it is answered', async () => {
    const { status, documents } = await upload({ name: 'notes.md', content: '# Otters' })
    expect({ status, documents }).toMatchObject({ status: 201, documents: [{ name: 'notes.md', state: 'queued', size: 8 }] })
    const indexed = await db.indexedDocument.findFirstOrThrow({ where: { documentId: documents[0]?.id ?? '' } })
    expect(await db.job.findFirst({ where: { subjectId: indexed.id } })).toMatchObject({ kind: 'ingest', state: 'queued' })
    await expectNoLeftovers()
  })

  test('of a type that is none is kept without it', async () => {
    const part = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/\0plain\r\n\r\nx\r\n'
    const { status, documents } = await send(Buffer.from(`--the-boundary-of-the-tests\r\n${part}--the-boundary-of-the-tests--\r\n`))
    expect(status).toBe(201)
    expect(await db.document.findUnique({ where: { id: documents[0]?.id ?? '' } })).toMatchObject({ mediaType: 'application/octet-stream' })
  })

  test('is answered with what a document shows, and nothing of how it is kept', async () => {
    const response = await POST(uploadOf(cookie, base, formOf([{ name: 'notes.md', content: 'x' }])), none)
    const { documents } = z.object({ documents: z.array(z.record(z.string(), z.unknown())) }).parse(await response.json())
    expect(Object.keys(documents[0] ?? {}).toSorted()).toEqual(Object.keys(documentSchema.shape).toSorted())
  })

  test('of several files makes a document of each, in their order', async () => {
    const { documents } = await upload({ name: 'a.md', content: 'a' }, { name: 'b.txt', content: 'b' }, { name: '指南.html', content: '<p>c' })
    expect(documents.map(({ name }) => name)).toEqual(['a.md', 'b.txt', '指南.html'])
  })

  test('C70 of one name again and again is numbered, also at the same moment', async () => {
    const names: string[] = []
    for (let count = 0; count < 3; count += 1) names.push(...(await upload({ name: 'notes.md', content: 'x' })).documents.map(({ name }) => name))
    expect(names).toEqual(['notes.md', 'notes(1).md', 'notes(2).md'])
    const parallel = await Promise.all(Array.from({ length: 6 }, () => upload({ name: 'notes.md', content: 'x' })))
    expect(parallel.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201])
    expect(new Set((await db.document.findMany({ where: { knowledgeBaseId: base } })).map(({ name }) => name)).size).toBe(9)
  })

  test('of what is there already leaves it as it is when that is wanted, and says which it is', async () => {
    const again = async (...files: Upload[]) => {
      const response = await POST(uploadOf(cookie, base, formOf(files), '&known=skip'), none)
      return z.object({ documents: z.array(z.object({ id: z.uuid(), name: z.string() })), knownIds: z.array(z.uuid()) }).parse(await response.json())
    }
    const { documents: [first] } = await again({ name: 'a.md', content: 'otters' })
    const { documents, knownIds } = await again({ name: 'a.md', content: 'otters' }, { name: 'a.md', content: 'badgers' }, { name: 'b.md', content: 'otters' })
    expect(documents.map(({ name }) => name)).toEqual(['a.md', 'a(1).md', 'b.md'])
    expect([documents[0]?.id, knownIds]).toEqual([first?.id, [first?.id]])
    await expectNoLeftovers()
  })

  test('keeps every byte, wherever the network cut it', async () => {
    const bytes = fc.uint8Array({ maxLength: 3_000 })
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 })
    // Bytes that look like the end of a part.
    const tricky = fc.constantFrom('\r\n--the-boundary', '\r\n--', '\r\n', '\n--the-boundary-of-the-tests').map((text) => new TextEncoder().encode(text))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(bytes, tricky), { minLength: 1, maxLength: 6 }), sizes, async (parts, pieces) => {
        const content = Buffer.concat(parts)
        // A sender chooses a boundary that does not stand in the file.
        fc.pre(!content.includes('\r\n--the-boundary-of-the-tests'))
        const { documents } = await send(inPieces(formOf([{ name: 'bytes.txt', content }]), pieces))
        const row = await db.document.findUniqueOrThrow({ where: { id: documents[0]?.id ?? '' } })
        expect(row).toMatchObject({ size: content.length, sha256: sha256(content) })
        expect(sha256(new Uint8Array(await (await download(row.id)).arrayBuffer()))).toBe(sha256(content))
      }),
      { numRuns: 40 },
    )
  })
})

describe('a name', () => {
  test.each([
    ['../../../../etc/cron.md', 'cron.md'],
    ['..\\\\..\\\\windows\\\\evil.txt', 'evil.txt'],
    ['C:\\\\notes.md', 'notes.md'],
    ['a\0b.md', 'ab.md'],
    ['\u202Egpj.exe.md', 'gpj.exe.md'],
    ['%2e%2e%2fup.md', '%2e%2e%2fup.md'],
    ['  spaced .md', 'spaced .md'],
    ['NOTES.MD', 'NOTES.MD'],
    ['CON.md', 'CON.md'],
    ['<script>.md', '<script>.md'],
  ])('%j is kept as %j, and never a path', async (name, kept) => {
    const { status, documents } = await upload({ name, content: 'x' })
    expect({ status, names: documents.map((document) => document.name) }).toEqual({ status: 201, names: [kept] })
    await expectNoLeftovers()
  })

  test.each([300, 5_000])('of %i characters is cut and keeps its extension', async (length) => {
    const { documents } = await upload({ name: `${'长'.repeat(length)}.md`, content: 'x' })
    expect(documents[0]?.name).toMatch(/^长{100,250}\.md$/)
  })

  test.each(['', '.', '..', 'noextension', 'evil.exe', '.md', 'trailing.md.', 'archive.zip'])('%j is refused before a byte is kept', async (name) => {
    const { status, error } = await upload({ name, content: 'x' })
    expect(status).toBe(415)
    expect(error?.message).toContain('.pdf')
    await expectNoLeftovers()
  })
})

describe('an upload is refused', () => {
  /** A form whose only file never ends. */
  function endless() {
    const [head = ''] = new TextDecoder().decode(formOf([{ name: 'big.txt', content: 'BODY' }])).split('BODY')
    const state = { sent: 0, isCancelled: false }
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
      pull: (controller) => {
        state.sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
      cancel: () => void (state.isCancelled = true),
    })
    return { stream, state }
  }

  test('C72 as soon as it passes the limit, and no sooner', async () => {
    const { stream, state } = endless()
    const { status, error } = await send(stream)
    expect(status).toBe(413)
    expect(error?.message).toContain('1 MB')
    expect(state.sent).toBeLessThan(3_000_000)
    await vi.waitFor(() => expect(state.isCancelled).toBe(true), { timeout: 20_000 })
    expect((await upload({ name: 'fits.txt', content: new Uint8Array(1_000_000) })).status).toBe(201)
    expect((await upload({ name: 'not.txt', content: new Uint8Array(1_000_001) })).status).toBe(413)
    await expectNoLeftovers()
  })

  test('as a whole when one of its files is', async () => {
    const { status } = await upload({ name: 'good.md', content: 'x' }, { name: 'bad.exe', content: 'x' }, { name: 'also-good.md', content: 'x' })
    expect(status).toBe(415)
    expect(await db.document.count({ where: { knowledgeBaseId: base } })).toBe(0)
    await expectNoLeftovers()
  })

  test('when it holds more files than a form may', async () => {
    const { status, error } = await upload(...Array.from({ length: 257 }, (_, index) => ({ name: `${index}.txt`, content: '' })))
    expect({ status, message: error?.message }).toMatchObject({ status: 400, message: expect.stringContaining('256') })
    await expectNoLeftovers()
  })

  test.each([
    ['breaks off in a file', (form: Uint8Array) => inPieces(form.slice(0, -60), [50])],
    ['breaks off in a head', (form: Uint8Array) => inPieces(form.slice(0, 60), [50])],
    ['is cut by the network', (form: Uint8Array) => failing(form.slice(0, -60))],
    ['is not a form', () => inPieces(new TextEncoder().encode('{"file": 1}'), [50])],
    ['is empty', () => inPieces(new Uint8Array(), [50])],
  ])('when it %s', async (_name, body) => {
    const { status } = await send(body(formOf([{ name: 'broken.md', content: 'x'.repeat(200) }])))
    expect(status).toBe(400)
    await expectNoLeftovers()
  })

  function failing(bytes: Uint8Array): ReadableStream<Uint8Array> {
    const pieces = inPieces(bytes, [50]).getReader()
    return new ReadableStream({
      pull: async (controller) => {
        const { value, done } = await pieces.read()
        if (done) controller.error(new Error('the connection was reset'))
        else controller.enqueue(value)
      },
    })
  }

  test.each(['multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'x'.repeat(300)}`, 'text/plain', ''])('with the content type %j', async (contentType) => {
    const body = new Uint8Array([1])
    const response = await POST(request(`/api/files?knowledgeBaseId=${base}`, cookie, { method: 'POST', headers: { 'content-type': contentType }, body }), none)
    expect(response.status).toBe(400)
  })

  test('for a base of somebody else as for one that never was, and by nobody', async () => {
    const form = formOf([{ name: 'a.md', content: 'x' }])
    const theirs = await createBase(await createPerson())
    const [foreign, never] = [await POST(uploadOf(cookie, theirs, form), none), await POST(uploadOf(cookie, newId(), form), none)]
    expect([foreign.status, await foreign.text()]).toEqual([404, await never.text()])
    expect((await POST(uploadOf(null, base, form), none)).status).toBe(401)
    expect((await POST(uploadOf(cookie, "x' OR '1'='1", form), none)).status).toBe(400)
    await expectNoLeftovers()
  })
})

describe('a download', () => {
  test('C75 is the same bytes under the same name, and never runs', async () => {
    const content = '<script>alert(1)</script>'
    const { documents } = await upload({ name: "水獭's (指南)*.html", content })
    const response = await download(documents[0]?.id ?? '')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(content)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(content.length),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    const [, name = ''] = /^attachment; filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+)$/.exec(response.headers.get('content-disposition') ?? '') ?? []
    expect(decodeURIComponent(name)).toBe("水獭's (指南)*.html")
  })

  test('may be of a part, and says where the file ends when the part lies behind it', async () => {
    const { documents } = await upload({ name: 'a.txt', content: '0123456789' })
    const part = (range: string) => {
      const asked = request(`/api/files/${documents[0]?.id}`, cookie, { headers: { range } })
      return GET(asked, { params: Promise.resolve({ id: documents[0]?.id ?? '' }) })
    }
    const middle = await part('bytes=2-4')
    expect([middle.status, middle.headers.get('content-range'), middle.headers.get('content-length'), await middle.text()]).toEqual([206, 'bytes 2-4/10', '3', '234'])
    expect(middle.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    const behind = await part('bytes=10-12')
    expect([behind.status, behind.headers.get('content-range')]).toEqual([416, 'bytes */10'])
  })

  test('C08 is its owner’s: a stranger gets what one gets of an id that never was', async () => {
    const { documents } = await upload({ name: 'a.md', content: 'canary' })
    const id = documents[0]?.id ?? ''
    const stranger = await signIn(await createPerson())
    const [foreign, never, odd] = [await download(id, stranger), await download(newId(), stranger), await download('../secret', stranger)]
    const text = await never.text()
    expect([never.status, foreign.status, odd.status]).toEqual([404, 404, 404])
    expect([await foreign.text(), await odd.text()]).toEqual([text, text])
    expect((await download(id, null)).status).toBe(401)
  })
})
