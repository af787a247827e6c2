import { describe, expect, test } from 'vitest'
import { readHtml } from '@/server/ingestion/parser/html/html'
import type { Page } from '@/server/ingestion/parser/reading'

function pageOf(html: string): Page | undefined {
  const { pages } = readHtml(Buffer.from(html))
  return Array.isArray(pages) ? pages[0] : undefined
}
const text = (html: string) => pageOf(html)?.text

const story = 'The otter eats fish. '.repeat(20).trim()
const around = (content: string): string =>
  `<body><div class="top">Otter Society <a>Join us</a></div><nav>Home</nav>${content}<aside>Most read</aside><div class="links">${'Another story. '.repeat(40)}</div><footer>Imprint</footer></body>`

describe('the content of a web page', () => {
  test.each([
    ['its main element', `<main><h1>Otters</h1><p>${story}</p></main>`, `Otters\n\n${story}`],
    ['what plays the part of one', `<div role="main"><div><h1>Otters</h1></div><div>${story}</div></div>`, `Otters\n\n${story}`],
    ['its main element, with the notes in it', `<main><p>${story}</p><aside>Mind the otter.</aside><article><p>By</p><footer>Ada</footer></article></main>`, `${story}\n\nMind the otter.\n\nBy\n\nAda`],
    ['its article, where that is most of it', `<article><p>${story} ${story} ${story}</p></article>`, `${story} ${story} ${story}`],
    ['its articles, where they are most of it', `<article>${story} ${story}</article><p>and</p><article>${story} ${story}</article>`, `${story} ${story}\n\n${story} ${story}`],
  ])('is %s', (_name, content, expected) => {
    expect(text(around(content))).toBe(expected)
  })

  test.each([
    ['its main element is empty', `<main></main><div>${story}</div>`],
    ['its main element holds a few words only', `<main>Loading</main><div>${story}</div>`],
    ['its articles are cards beside it', `<div>${story}</div><article>A card</article>`],
    ['it has neither', `<div>${story}</div>`],
  ])('is all of it where %s, but for what stands on every page', (_name, content) => {
    const read = text(around(content))
    expect(read).toContain(story)
    expect(read).toContain('Otter Society')
    for (const beside of ['Home', 'Most read', 'Imprint']) expect(read).not.toContain(beside)
  })

  test('has its headings where they stand in it', () => {
    const page = pageOf(around(`<h1>Society</h1><main><h2>Otters</h2><p>${story}</p><h2>水獭</h2></main><h2>More</h2>`))
    expect(page?.headings).toEqual([
      { offset: 0, level: 2, title: 'Otters' },
      { offset: story.length + 10, level: 2, title: '水獭' },
    ])
    expect(page?.text.slice(story.length + 10)).toBe('水獭')
  })

  test('may break off in the middle', () => {
    expect(text(`<nav>Home</nav><main><p>${story}`)).toBe(story)
  })

  test('may lie in a table', () => {
    expect(text(`<table><tr><td><main><p>${story}</p></main></td></tr></table>`)).toContain(story)
  })
})

describe('what stands beside the content', () => {
  test.each([
    '<div id="cookie-banner">We use cookies</div>',
    '<div class="site cookieConsent open">We use cookies</div>',
    '<section class="gdpr_notice"><p>We use cookies</p></section>',
    '<div id="onetrust-consent-sdk">We use cookies</div>',
    '<div role="dialog">We use cookies</div>',
    '<div role="contentinfo">We use cookies</div>',
    '<form role="search">We use cookies</form>',
  ])('is left out: %s', (notice) => {
    expect(text(`<p>${story}</p>${notice}<p>The end.</p>`)).toBe(`${story}\n\nThe end.`)
  })

  test.each([
    '<p class="cookie-recipe">Bake the cookies.</p>',
    '<p id="consent">Informed consent is asked for.</p>',
    '<div class="cookies">Oat cookies</div>',
    '<blockquote>Eat fish.<footer>Ada</footer></blockquote>',
    '<div id="cookie-policy">Our policy</div>',
    '<div class="cookie-barbecue">Grilled</div>',
    '<section>Eat fish.<div role="complementary">Or frogs.</div><aside>Or crabs.</aside></section>',
    '<header><h1>Otters</h1></header>',
  ])('is not this: %s', (content) => {
    const words = content.replaceAll(/<[^>]+>/g, ' ').trim().split(/\s+/)
    for (const word of words) expect(text(`<p>${story}</p>${content}`)).toContain(word)
  })

  test('is never the page itself', () => {
    expect(text(`<html class="cookie-banner"><body class="has-cookie-notice cookie-notice"><p>${story}</p></body></html>`)).toBe(story)
  })
})
