import { expect, test } from 'vitest'
import { htmlReading, readHtml } from '@/server/ingestion/parser/html/html'
import type { Page } from '@/server/ingestion/parser/reading'

function first({ pages }: { pages: Iterable<Page> | AsyncIterable<Page> }): Page | undefined {
  return Array.isArray(pages) ? pages[0] : undefined
}
const text = (html: string) => first(htmlReading(html))?.text

test.each([
  ['<p>One <b>bold</b>\n word.</p><p>Two</p>', 'One bold word.\n\nTwo'],
  ['a<br>b<br/>c', 'a\nb\nc'],
  ['<ul><li>x</li><li><p>y</p></li><li></li></ul><p>after', '- x\n- y\n\nafter'],
  ['<ol><li>x<ul><li>inner</li></ul></li><li>y</ol><p>z', '1. x\n  - inner\n2. y\n\nz'],
  ['<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p><p>2</p></td><td>x|y</td></tr></table>', '| A | B |\n| 1 2 | x\\|y |'],
  ['<table><tr><td>out<table><tr><td>in</td></tr></table></td><td>b</td></tr></table>', '| out in | b |'],
  ['<table><tr><th>A<th colspan=2>B<th>C<tr><td rowspan=2>x<td>1<td>2<td>3<tr><td>4<td>5<td>6<tr><td>7</table>', '| A | B |  | C |\n| x | 1 | 2 | 3 |\n| x | 4 | 5 | 6 |\n| 7 |'],
  ['<ul><li><p>one</p><p>more</p></li><li><p>two</p></li></ul>', '- one\nmore\n- two'],
  ['a&#1;b&#x7;c', 'abc'],
  ['<?xml version="1.0"?><title/><p>XHTML</p>', 'XHTML'],
  ['<pre>\n  a\n    b\n</pre>c', '  a\n    b\n\nc'],
  ['<title>T</title><script>x()</script><style>p{}</style><nav>menu</nav><p hidden>no</p><p>yes</p>', 'yes'],
  ['<svg><text>no</text></svg><div aria-hidden="true"><p>no</p></div>yes', 'yes'],
  ['5 &lt; 6 &amp; 中文&nbsp;字', '5 < 6 & 中文 字'],
  ['<p>unclosed <b>and <i>nested</p> wrong</b>', 'unclosed and nested\n\nwrong'],
])('%j', (html, expected) => {
  expect(text(html)).toBe(expected)
})

test('headings carry their level, title and exact place', () => {
  const page = first(htmlReading('<h1>A <em>title</em></h1><p>x</p><h3></h3><h2>第二节</h2>y'))
  expect(page?.headings).toEqual([
    { offset: 0, level: 1, title: 'A title' },
    { offset: 12, level: 2, title: '第二节' },
  ])
  expect(page?.text.slice(12)).toBe('第二节\n\ny')
})

test('a short paragraph that is bold from end to end is a heading, and other bold text is not', () => {
  const page = first(htmlReading('<p><b>Eligibility</b></p><p>All <b>full time</b> staff.</p><p><strong>Note that this is a sentence.</strong></p><ul><li><b>x</b></li></ul><p><b>Pay</b> day</p>'))
  expect(page?.headings).toEqual([{ offset: 0, level: 3, title: 'Eligibility' }])
})

test('the encoding that a page declares is used', () => {
  const html = Buffer.concat([Buffer.from('<meta charset="gbk"><p>'), Buffer.from([0xd6, 0xd0, 0xce, 0xc4]), Buffer.from('</p>')])
  expect(first(readHtml(html))?.text).toBe('中文')
})

test('a page nested twenty thousand deep is read', () => {
  expect(text(`${'<div>'.repeat(20_000)}deep`)).toBe('deep')
})

test('a character that lies across two pieces of the parser stays whole', () => {
  expect(text(`${'a'.repeat(64 * 1_024 - 1)}😀`)).toBe(`${'a'.repeat(64 * 1_024 - 1)}😀`)
})
