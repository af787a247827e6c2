import { expect, test, vi } from 'vitest'
import { startWebServer } from '@/server/testing/webServer'
import { mayRead } from '@/server/web/robots'

vi.hoisted(() => {
  process.env.WEB_ALLOW_PRIVATE = '127.0.0.1'
})

const never = new AbortController().signal

/** A site with this robots.txt; null: without one. */
async function allowed(robots: string | null, paths: readonly string[]): Promise<string[]> {
  const site = await startWebServer((_request, response) => (robots === null ? response.writeHead(404).end() : response.end(robots)))
  const answers = await Promise.all(paths.map(async (path) => ((await mayRead(new URL(path, `http://127.0.0.1:${site.port}`), never)) ? [path] : [])))
  await site.close()
  return answers.flat()
}

test.each([
  ['a site without a file allows everything', null, ['/', '/a'], ['/', '/a']],
  ['the longest rule decides', 'User-agent: *\nDisallow: /a\nAllow: /a/b', ['/', '/a', '/a/c', '/a/b/c'], ['/', '/a/b/c']],
  ['an empty rule forbids nothing', 'User-agent: *\nDisallow:', ['/'], ['/']],
  ['signs stand for anything and for the end', 'User-agent: *\nDisallow: /*.pdf$\nDisallow: /x*y', ['/a.pdf', '/a.pdf?x', '/x1y2', '/x'], ['/a.pdf?x', '/x']],
  ['a group for us goes before that for all', 'User-agent: *\nDisallow: /\n\nUser-agent: other\nuser-agent: Parley # us\nDisallow: /private', ['/', '/private'], ['/']],
  ['groups for others are not for us', 'User-agent: other\nDisallow: /', ['/'], ['/']],
])('%s', async (_name, robots, paths, expected) => {
  expect(await allowed(robots, paths)).toEqual(expected)
})
