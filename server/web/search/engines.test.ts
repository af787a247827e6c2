import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWebServer, type WebServer } from '@/server/testing/webServer'
import { brave } from '@/server/web/search/brave'
import { configuredEngine } from '@/server/web/search/configuredEngine'
import { duckduckgo } from '@/server/web/search/duckduckgo'
import { firstThatFinds } from '@/server/web/search/firstThatFinds'
import type { SearchEngine } from '@/server/web/search/searchEngine'
import { searxng } from '@/server/web/search/searxng'
import { tavily } from '@/server/web/search/tavily'
import { wikipedia } from '@/server/web/search/wikipedia'

const page = `
<div class="result result--ad"><a class="result__a" href="https://duckduckgo.com/y.js?ad_domain=shop.example">Buy</a><a class="result__snippet">now</a></div>
<div class="result"><h2><a rel="nofollow" class="result__a" href="//duckduckgo.com/l/?uddg=https%3A%2F%2Fherons.example%2Fa%3Fb%3D1&amp;rut=0">The <b>heron</b> book</a></h2>
<a class="result__snippet" href="//duckduckgo.com/l/?uddg=x">Stands <b>94 cm</b>
 tall</a></div>`
const answers: Record<string, { body: string }> = {
  '/search': { body: JSON.stringify({ results: [{ url: 'https://herons.example/', title: 'Herons', content: 'tall' }] }) },
  '/res/v1/web/search': { body: JSON.stringify({ web: { results: [{ url: 'https://herons.example/', title: 'Herons', description: 'tall' }] } }) },
  '/html/': { body: page },
  '/w/api.php': { body: JSON.stringify({ query: { search: [{ title: 'Grey heron', snippet: 'A <span>heron</span>' }] } }) },
  '/puzzle/html/': { body: '<div class="anomaly-modal__title">Select all ducks</div>' },
  '/odd/search': { body: '<html>' },
}
let server: WebServer
let url: string
beforeAll(async () => {
  server = await startWebServer((request, response) => {
    const found = answers[new URL(request.url ?? '/', 'http://localhost').pathname]
    if (found === undefined) response.writeHead(request.url?.startsWith('/denied') === true ? 401 : request.url?.startsWith('/busy') === true ? 429 : 500).end()
    else response.end(found.body)
  })
  url = `http://127.0.0.1:${server.port}`
})
afterAll(() => server.close())

const never = new AbortController().signal
const last = () => server.requests.at(-1)

describe('an engine', () => {
  test('SearXNG is asked for JSON', async () => {
    expect(await searxng(url).search('heron & co', never)).toEqual([{ url: 'https://herons.example/', title: 'Herons', snippet: 'tall' }])
    expect(last()?.url).toBe('/search?q=heron+%26+co&format=json')
  })

  test('Tavily and Brave are told their keys', async () => {
    expect(await tavily('key-of-tavily', url).search('heron', never)).toMatchObject([{ title: 'Herons', snippet: 'tall' }])
    expect(last()?.headers.authorization).toBe('Bearer key-of-tavily')
    expect(await brave('key-of-brave', url).search('heron', never)).toMatchObject([{ title: 'Herons', snippet: 'tall' }])
    expect(last()?.headers['x-subscription-token']).toBe('key-of-brave')
  })

  test('DuckDuckGo is read from its page, without advertisements and detours', async () => {
    expect(await duckduckgo(url).search('heron', never)).toEqual([{ url: 'https://herons.example/a?b=1', title: 'The heron book', snippet: 'Stands 94 cm tall' }])
  })

  test('DuckDuckGo that asks for a puzzle has not answered', async () => {
    await expect(duckduckgo(`${url}/puzzle`).search('heron', never)).rejects.toMatchObject({ kind: 'rate_limited' })
  })

  test('Wikipedia is asked in the language of the query', async () => {
    const languages: string[] = []
    const engine = wikipedia((language) => {
      languages.push(language)
      return url
    })
    expect(await engine.search('heron', never)).toEqual([{ url: `${url}/wiki/Grey_heron`, title: 'Grey heron', snippet: 'A heron' }])
    await engine.search('苍鹭', never)
    expect(languages).toEqual(['en', 'zh'])
  })

  test.each([
    ['/denied', /refused the search \(401\)/],
    ['/busy', /too many searches/],
    ['/broken', /failed \(500\)/],
    ['/odd', /not understood/],
  ])('%s is a failure in our words', async (path, sentence) => {
    await expect(searxng(url + path).search('heron', never)).rejects.toMatchObject({ message: expect.stringMatching(sentence) })
  })

  test('that is not there cannot be reached', async () => {
    await expect(searxng('http://127.0.0.1:9').search('heron', never)).rejects.toMatchObject({ message: 'SearXNG cannot be reached; check the connection of the server' })
  })

  test('that is not waited for any more ends with the reason of who waited', async () => {
    await expect(searxng(url).search('heron', AbortSignal.abort('stopped'))).rejects.toBe('stopped')
  })
})

describe('several engines', () => {
  const finding = (...urls: string[]): SearchEngine => ({ name: 'Finding', search: async () => urls.map((found) => ({ url: found, title: '', snippet: '' })) })
  const failing: SearchEngine = { name: 'Failing', search: () => Promise.reject(new Error('no')) }

  test('are asked until one finds something', async () => {
    expect(await firstThatFinds(failing, finding(), finding('https://a.example/')).search('heron', never)).toHaveLength(1)
  })

  test('find nothing when one of them looked, and fail when none could', async () => {
    expect(await firstThatFinds(failing, finding()).search('heron', never)).toEqual([])
    await expect(firstThatFinds(failing, failing).search('heron', never)).rejects.toThrow('no')
  })
})

test.each([
  [{ by: 'searxng', url: 'http://127.0.0.1:1' }, 'SearXNG'],
  [{ by: 'tavily', key: 'k' }, 'Tavily'],
  [{ by: 'brave', key: 'k' }, 'Brave Search'],
  [{ by: 'duckduckgo' }, 'DuckDuckGo'],
] as const)('%j is %s', (chosen, name) => {
  expect(configuredEngine(chosen)?.name).toBe(name)
})

test('nobody is asked where the operator wants nobody to be', () => {
  expect(configuredEngine()).toBeUndefined()
})
