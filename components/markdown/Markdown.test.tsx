import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CitationsContext } from '@/components/citations/CitationsContext'
import { messages } from '@/components/i18n/messages'
import { Translations } from '@/components/i18n/Translations'
import Markdown from '@/components/markdown/Markdown'
import { createCitation } from '@/server/testing/citations'

const citation = createCitation({ page: 3 })

const html = (text: string, isStreaming = false): string =>
  renderToStaticMarkup(
    <Translations locale="en" messages={messages.en}>
      <CitationsContext value={{ citations: [citation], openOrdinal: null, open: () => undefined }}>
        <Markdown text={text} isStreaming={isStreaming} />
      </CitationsContext>
    </Translations>,
  )

test('S2-27 C137 a marker of a known source is a button that names it; an unknown one is text', () => {
  const page = html('It says so [1], and not so [7].')
  expect(page).toContain('aria-label="Source 1: guide.md"')
  expect(page).toContain('not so [7].')
})

test('a marker that has just arrived while the answer grows is a button', () => {
  expect(html('It says so [1]', true)).toContain('aria-label="Source 1: guide.md"')
})

test('brackets inside code and links are left alone', () => {
  expect(html('`a[1]` and [1](https://example.com/)\n\n```js\nlist[1]\n```')).not.toContain('aria-label="Source 1')
})

test('C136 raw HTML is text, not elements', () => {
  const page = html('<script>alert(1)</script>\n\nand <b onclick="x()">bold</b> <img src=x onerror=alert(1)>')
  expect(page).not.toMatch(/<script|<b[ >]|<img/)
  expect(page).toContain('&lt;script&gt;')
})

test('an image is a link, and nothing is loaded from elsewhere', () => {
  const page = html('![a chart](https://example.com/spy.png?q=secret)')
  expect(page).not.toContain('<img')
  expect(page).toContain('Image: a chart')
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'vbscript:x', '/api/files/1', 'file:///etc/passwd'])('a link to %s is only its text', (href) => {
  const page = html(`[the text](${href})`)
  expect(page).toContain('the text')
  expect(page).not.toContain('<a ')
})

test('a link to the web opens elsewhere and tells nothing about this page', () => {
  const page = html('[the text](https://example.com/)')
  expect(page).toContain('href="https://example.com/"')
  expect(page).toContain('rel="noopener noreferrer nofollow"')
  expect(page).toContain('target="_blank"')
})

test('a table can be scrolled by keyboard, code says its language', () => {
  expect(html('| a | b |\n|---|---|\n| 1 | 2 |')).toMatch(/role="region"[^>]*tabindex="0"|tabindex="0"[^>]*role="region"/)
  expect(html('```python\nprint(1)\n```')).toContain('<span>python</span>')
})

const marked = (text: string, unsupported: readonly string[]): string =>
  renderToStaticMarkup(
    <Translations locale="en" messages={messages.en}>
      <CitationsContext value={{ citations: [citation], openOrdinal: null, open: () => undefined }}>
        <Markdown text={text} isStreaming={false} unsupported={unsupported} />
      </CitationsContext>
    </Translations>,
  )
/** What is marked, its pieces joined. */
const marksIn = (page: string): string =>
  [...page.matchAll(/<span class="unsupported"[^>]*>(?:<span class="sr-only">[^<]*<\/span>)?([^<]*)<\/span>/g)].map(([, text]) => text).join('')

test.each([
  ['plain text', 'Otters eat fish [1]. This was made up.', 'This was made up.', 'This was made up.'],
  ['bold words, code and links', 'It is **made** up by `nobody`, see [here](https://example.com/a1).', 'It is **made** up by `nobody`, see [here](https://example.com/a1).', 'It is made up by nobody, see here'],
  ['a marker inside it', 'They fly [1] to the moon.', 'They fly [1] to the moon.', 'They fly  to the moon.'],
  ['an item of a list', '- true [1]\n- made up', 'made up', 'made up'],
  ['Chinese', '水獭吃鱼[1]。它们会飞。', '它们会飞。', '它们会飞。'],
  ['a row of a table', '| a | b |\n|---|---|\n| x1 | y2 |', '| x1 | y2 |', 'x1y2'],
])('a sentence that no source says is marked in %s', (_name, text, sentence, expected) => {
  const page = marked(text, [sentence])
  expect(marksIn(page)).toBe(expected)
  // Said once to who cannot see the line.
  expect(page.match(/No source says this\]/g)).toHaveLength(1)
})

test('code is not marked, and without marks nothing is wrapped', () => {
  expect(marksIn(marked('```\nmade up\n```\n\nmade up', ['made up']))).toBe('made up')
  expect(marked('Otters eat fish [1].', [])).not.toContain('unsupported')
})
