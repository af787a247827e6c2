import { once } from 'node:events'
import { createServer } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { startWebServer, type WebServer } from '@/server/testing/webServer'
import { fetchPage, type Page } from '@/server/web/fetchPage'
import type { Resolve } from '@/server/web/guard'

vi.hoisted(() => {
  process.env.WEB_ALLOW_PRIVATE = '127.0.0.1'
})

/** What the site answers; each test says it. */
let answer: Parameters<typeof startWebServer>[0]
let site: WebServer
/** What nobody may reach: it listens here too, and its address is not allowed. */
let canary: WebServer
beforeAll(async () => {
  site = await startWebServer((request, response) => answer(request, response))
  canary = await startWebServer((_request, response) => response.end('secret'))
})
afterAll(async () => {
  await site.close()
  await canary.close()
})
beforeEach(() => {
  site.requests.length = 0
})

const inside: Record<string, string> = { 'site.test': '127.0.0.1', 'other.test': '127.0.0.1', 'canary.test': '127.0.0.2' }
const asked: string[] = []
const resolve: Resolve = async (hostname) => {
  asked.push(hostname)
  const address = inside[hostname]
  if (address === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
  return [{ address, family: 4 }]
}

const at = (path = '/', host = 'site.test'): string => `http://${host}:${site.port}${path}`
const textOf = async ({ body }: Page): Promise<string> => (await buffer(body)).toString()
const textAt = (address: string, limits = {}): Promise<string> => fetchPage(address, textOf, { resolve, limits })
const redirectTo = (location: string, status = 302): void => {
  answer = ({ url }, response) => (url === '/' ? response.writeHead(status, { location }).end('moved') : response.end(`at ${url}`))
}

describe('a page', () => {
  test('comes with its address and its headers', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-type': 'text/html; charset=gbk' }).end('<p>yes')
    const { url, isRedirected, headers, text } = await fetchPage(at('/a?b#c'), async (page) => ({ ...page, text: await textOf(page) }), { resolve })
    expect({ url: url.href, isRedirected, text }).toEqual({ url: at('/a?b'), isRedirected: false, text: '<p>yes' })
    expect(headers['content-type']).toBe('text/html; charset=gbk')
  })

  test('is asked for in our own name, and nothing of anybody goes along', async () => {
    answer = (_request, response) => response.writeHead(200, { 'set-cookie': 'a=b' }).end()
    await textAt(at())
    await textAt(at())
    const [, second] = site.requests
    expect(second?.headers).toEqual({ host: `site.test:${site.port}`, 'user-agent': expect.stringContaining('Parley'), accept: expect.any(String), 'accept-encoding': 'gzip, br', connection: 'close' })
  })

  test.each([
    ['gzip', gzipSync('packed')],
    ['x-gzip', gzipSync('packed')],
    ['BR', brotliCompressSync('packed')],
    ['identity', Buffer.from('packed')],
  ])('that is packed with %s is unpacked', async (packing, bytes) => {
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': packing }).end(bytes)
    expect(await textAt(at())).toBe('packed')
  })

  test('that nobody reads to its end leaves no connection behind', async () => {
    const closed = Promise.withResolvers<void>()
    answer = (_request, response) => {
      response.on('close', closed.resolve)
      response.write('x'.repeat(100))
    }
    expect(await fetchPage(at(), async () => 'enough', { resolve })).toBe('enough')
    await closed.promise
  })

  test('that never ends stops where its reader does, packed or not', async () => {
    for (const packing of ['identity', 'gzip']) {
      const closed = Promise.withResolvers<void>()
      const piece = packing === 'gzip' ? gzipSync(Buffer.alloc(1_000_000)) : Buffer.alloc(100_000)
      answer = (_request, response) => {
        response.on('close', closed.resolve)
        response.writeHead(200, { 'content-encoding': packing })
        const more = (): void => void (response.destroyed || response.write(piece, more))
        more()
      }
      let read = 0
      const limited = fetchPage(at(), async ({ body }) => {
        for await (const bytes of body) if ((read += bytes.byteLength) > 5_000_000) throw new Error('too much')
      }, { resolve })
      await expect(limited).rejects.toThrow('too much')
      expect(read).toBeLessThan(6_000_000)
      await closed.promise
    }
  })
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('by %i is followed', async (status) => {
    redirectTo('/other', status)
    expect(await fetchPage(at(), async (page) => [page.url.href, page.isRedirected, await textOf(page)], { resolve })).toEqual([at('/other'), true, 'at /other'])
  })

  test('is followed to another host, and to a path that is not encoded', async () => {
    redirectTo(Buffer.from(`http://other.test:${site.port}/水`).toString('latin1'))
    expect(await textAt(at())).toBe('at /%E6%B0%B4')
    expect(site.requests.map(({ headers }) => headers.host)).toEqual([`site.test:${site.port}`, `other.test:${site.port}`])
  })

  test.each([1, 5])('is followed %i times', async (times) => {
    answer = ({ url = '' }, response) => (url === `/${times}` ? response.end('here') : response.writeHead(302, { location: `/${Number(url.slice(1)) + 1}` }).end())
    expect(await textAt(at('/0'))).toBe('here')
  })

  test('is followed no more than five times', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/' }).end()
    await expect(textAt(at())).rejects.toThrow(/leads from one page to the next, more than 5 times/)
    expect(site.requests).toHaveLength(6)
  })

  test.each([
    ...['http://canary.test:PORT/', 'http://canary.test/', '//canary.test:PORT/x', 'http://127.0.0.2:PORT/', 'http://2130706434:PORT/', 'http://0x7f.2:PORT/'],
    ...['http://[::1]:PORT/', 'http://[::ffff:127.0.0.2]:PORT/', 'http://[64:ff9b::7f00:2]:PORT/', 'http:\\\\127.0.0.2:PORT\\', 'https://127.0.0.2:PORT/', 'http://0:PORT/'],
  ])('to %s is refused', async (target) => {
    for (const status of [301, 302, 303, 307, 308]) {
      redirectTo(target.replace('PORT', String(canary.port)), status)
      await expect(textAt(at())).rejects.toThrow(/is not on the public internet/)
    }
    expect(canary.connections()).toBe(0)
  })

  test.each(['file:///etc/passwd', 'gopher://127.0.0.1/', 'javascript:alert(1)', 'http://', 'http://user:secret@site.test/'])('to %s is refused', async (target) => {
    redirectTo(target)
    await expect(textAt(at())).rejects.toMatchObject({ kind: 'invalid' })
  })

  test('to an inside address is refused at the end of a chain as well', async () => {
    answer = ({ url = '' }, response) => response.writeHead(302, { location: url === '/3' ? `http://canary.test:${canary.port}/` : `/${Number(url.slice(1)) + 1}` }).end()
    await expect(textAt(at('/0'))).rejects.toThrow(/“canary.test” is not on the public internet/)
    expect(canary.connections()).toBe(0)
  })

  test('that the page itself orders is not followed', async () => {
    const page = `<meta http-equiv="refresh" content="0;url=http://canary.test:${canary.port}/">`
    answer = (_request, response) => response.writeHead(200, { refresh: `0;url=http://canary.test:${canary.port}/`, link: `<http://canary.test:${canary.port}/>; rel=preload` }).end(page)
    expect(await textAt(at())).toBe(page)
    expect(canary.connections()).toBe(0)
  })
})

describe('a name', () => {
  test('is resolved once for a request, so that it cannot mean something else when the connection is made', async () => {
    const meanings = ['127.0.0.1', '127.0.0.2']
    answer = (_request, response) => response.end('the site')
    const text = await fetchPage(at('/', 'rebound.test'), textOf, { resolve: async () => [{ address: meanings.shift() ?? expect.fail('asked three times'), family: 4 }] })
    expect(text).toBe('the site')
    expect(meanings).toEqual(['127.0.0.2'])
  })

  test('is resolved and judged again for a redirect to itself', async () => {
    const meanings = ['127.0.0.1', '127.0.0.2']
    redirectTo(`http://rebound.test:${canary.port}/`)
    const rebound = fetchPage(at('/', 'rebound.test'), textOf, { resolve: async () => [{ address: meanings.shift() ?? '127.0.0.2', family: 4 }] })
    await expect(rebound).rejects.toThrow(/“rebound.test” is not on the public internet/)
    expect(canary.connections()).toBe(0)
  })

  test('that does not exist is said', async () => {
    await expect(textAt('http://nowhere.test/')).rejects.toMatchObject({ kind: 'invalid', message: '“nowhere.test” was not found; check the address' })
  })

  test('is resolved by the system when nothing else is said', async () => {
    answer = (_request, response) => response.end('by number')
    expect(await fetchPage(`http://127.0.0.1:${site.port}/`, textOf)).toBe('by number')
    await expect(fetchPage(`http://name.invalid:${site.port}/`, textOf)).rejects.toMatchObject({ message: expect.stringContaining('“name.invalid') })
  })
})

describe('it is said honestly', () => {
  test.each([
    [404, 'invalid', /has no page at this address \(404\); check it/],
    [410, 'invalid', /has no page at this address \(410\)/],
    [401, 'invalid', /does not let us read this page \(401\); save the page in your browser and upload the file/],
    [403, 'invalid', /does not let us read this page \(403\)/],
    [429, 'upstream_failed', /answered with an error \(429\); try again later/],
    [500, 'upstream_failed', /answered with an error \(500\)/],
    [304, 'upstream_failed', /answered with an error \(304\)/],
  ])('when the answer is %i', async (status, kind, message) => {
    answer = (_request, response) => response.writeHead(status, { location: '/elsewhere' }).end('<p>Sorry')
    await expect(textAt(at())).rejects.toMatchObject({ kind, message: expect.stringMatching(message) })
    expect(site.requests).toHaveLength(1)
  })

  test('when a redirect leads nowhere', async () => {
    answer = (_request, response) => response.writeHead(302).end()
    await expect(textAt(at())).rejects.toThrow(/\(302\)/)
  })

  test.each(['zstd', 'deflate', 'gzip, gzip'])('when the page is packed with %s', async (packing) => {
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': packing }).end('x')
    await expect(textAt(at())).rejects.toThrow(`packs its pages in a way that is not understood (${packing})`)
  })

  test.each(['gzip', 'br'])('when it cannot be unpacked as %s', async (packing) => {
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': packing }).end('this is not packed at all')
    await expect(textAt(at())).rejects.toMatchObject({ kind: 'upstream_failed', message: expect.stringContaining('cannot be unpacked') })
  })

  test('when the certificate of a server is no certificate', async () => {
    await expect(fetchPage(`https://site.test:${site.port}/`, textOf, { resolve })).rejects.toMatchObject({ kind: 'upstream_failed' })
  })

  test('when nobody listens', async () => {
    const probe = createServer().listen(0)
    await once(probe, 'listening')
    const { port } = z.object({ port: z.number() }).parse(probe.address())
    probe.close()
    await once(probe, 'close')
    await expect(textAt(`http://site.test:${port}/`)).rejects.toThrow(`“site.test:${port}” did not answer, or broke off`)
  })

  test.each([
    ['before its head', '', /did not answer, or broke off/],
    ['in its body', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf', /did not answer, or broke off/],
    ['with what is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', /did not answer, or broke off/],
    ['with a head without end', `HTTP/1.1 200 OK\r\n${'x-more: and more\r\n'.repeat(2_000)}`, /did not answer, or broke off/],
    ['with another protocol', 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n', /did not answer, or broke off/],
    ['with a length that is none', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 9\r\n\r\nx', /did not answer, or broke off/],
  ])('when a server breaks off %s', async (_name, bytes, message) => {
    const rough = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(bytes))
    }).listen(0)
    await once(rough, 'listening')
    const { port } = z.object({ port: z.number() }).parse(rough.address())
    await expect(textAt(`http://site.test:${port}/`)).rejects.toMatchObject({ kind: 'upstream_failed', message: expect.stringMatching(message) })
    rough.close()
  })
})

describe('the patience ends', () => {
  const tooLong = /took too long to send the page; try again, or save the page in your browser and upload the file/

  test('with a server that accepts and says nothing', async () => {
    answer = () => {}
    await expect(textAt(at(), { silenceMs: 50 })).rejects.toMatchObject({ kind: 'upstream_failed', message: expect.stringMatching(tooLong) })
  })

  test('with one that stops in the middle', async () => {
    answer = (_request, response) => response.write('half')
    await expect(textAt(at(), { silenceMs: 50 })).rejects.toThrow(tooLong)
  })

  test('with one that sends a byte now and then', async () => {
    answer = (_request, response) => {
      const drops = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(drops))
    }
    await expect(textAt(at(), { totalMs: 150 })).rejects.toThrow(tooLong)
  })

  test('with one that packs what it never ends', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('half').subarray(0, 12))
    await expect(textAt(at(), { silenceMs: 50 })).rejects.toThrow(tooLong)
  })

  test('with redirects that take too long together', async () => {
    answer = (_request, response) => void setTimeout(() => response.writeHead(302, { location: '/' }).end(), 60)
    await expect(textAt(at(), { totalMs: 150 })).rejects.toThrow(tooLong)
  })

  test('with a name that is never resolved', async () => {
    await expect(fetchPage(at(), textOf, { resolve: () => new Promise(() => {}), limits: { totalMs: 50 } })).rejects.toThrow(tooLong)
  })

  test('when the one who asked goes away', async () => {
    const leave = new AbortController()
    const closed = Promise.withResolvers<void>()
    answer = (_request, response) => {
      response.on('close', closed.resolve)
      leave.abort()
    }
    await expect(fetchPage(at(), textOf, { resolve, signal: leave.signal })).rejects.toThrow()
    await closed.promise
    await expect(fetchPage(at(), textOf, { resolve, signal: leave.signal })).rejects.toThrow()
  })
})
