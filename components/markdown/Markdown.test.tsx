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

test.each([
  ['**“引用”**后面', '<strong>“引用”</strong>后面'],
  ['这是**重点。**然后', '这是<strong>重点。</strong>然后'],
  ['他说*“好”*了', '他说<em>“好”</em>了'],
  ['**中*文*字，**外', '<strong>中<em>文</em>字，</strong>外'],
  ['2 * 3，4 * 5', '2 * 3，4 * 5'],
])('emphasis in %s needs no space around it', (text, expected) => {
  expect(html(text)).toContain(expected)
})

test('an address ends where a Chinese sentence does', () => {
  expect(html('见https://example.com/a。后面')).toContain('href="https://example.com/a"')
})

test('a table keeps the sides of its columns, a list what is done, code its signs', () => {
  expect(html('| a | b |\n|---|--:|\n| `x\\|y` | 2 |')).toMatch(/<th>a<\/th><th style="text-align:right">b<\/th>.*<td><code>x\|y<\/code><\/td><td style="text-align:right">2<\/td>/)
  expect(html('- [x] done\n- [ ] open')).toMatch(/<li><input type="checkbox" disabled="" checked=""\/> done<\/li><li><input type="checkbox" disabled=""\/> open<\/li>/)
  expect(html('`a &amp; b` &amp; &copy; &#8594;')).toContain('<code>a &amp;amp; b</code> &amp; © →')
})

test('lists hold lists and code, and begin where they say', () => {
  expect(html('3. one\n   - two\n\n     ```py\n     x = 1\n     ```\n4. four')).toMatch(/<ol start="3"><li>one<ul><li><p>two<\/p>.*<span>py<\/span>.*x = 1.*<\/ul><\/li><li>four<\/li><\/ol>/s)
})

test('footnotes stand under the text in the order in which they are pointed to; a mark without one is text', () => {
  const page = html('One[^b] two[^a] three[^none].\n\n[^a]: First *said*.\n[^b]: Second\n    goes on.\n[^unused]: Nowhere.')
  expect(page).toContain('One<sup>1</sup> two<sup>2</sup> three[^none].')
  expect(page).toMatch(/<ol><li><p>Second\s+goes on\.<\/p><\/li><li><p>First <em>said<\/em>\.<\/p><\/li><\/ol>/)
})

test('a formula is not read as Markdown, in a line, by itself and in a list', () => {
  expect(html('so $$a*b*c$$ [1]')).toContain('<span>$$a*b*c$$</span> <button')
  expect(html('so\n\n$$\n\\frac{1}{2} * 3 * 4\n$$\n\nafter')).toContain('<div>$$\n\\frac{1}{2} * 3 * 4\n$$</div><p>after</p>')
  expect(html('- $$x_1$$ and $$x_2$$')).toContain('<li><span>$$x_1$$</span> and <span>$$x_2$$</span></li>')
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
  ['a formula in it', 'True [1]. So $$x_1$$ is two.', 'So $$x_1$$ is two.', 'So  is two.'],
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
