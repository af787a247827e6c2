import { decodeNamedCharacterReference } from 'decode-named-character-reference'
import type { Element, ElementContent, Properties, Root } from 'hast'
import type { Token, Tokens } from 'marked'
import { readMarkdown } from '@/components/markdown/readMarkdown'

/** The elements of a block of Markdown, a tree that markers and marks are put into before it is drawn. HTML in it is text. */
export function treeOf(text: string): Root {
  const footnotes = new Footnotes()
  const tokens = readMarkdown(text)
  footnotes.collect(tokens)
  const children = blocks(tokens, footnotes)
  return { type: 'root', children: [...children, ...footnotes.list()] }
}

const element = (tagName: string, children: ElementContent[] = [], properties: Properties = {}): Element => ({ type: 'element', tagName, properties, children })
const textOf = (value: string): ElementContent[] => (value === '' ? [] : [{ type: 'text', value }])

/** Footnotes are numbered in the order in which they are pointed to; what nothing points to is not shown. */
class Footnotes {
  readonly #texts = new Map<string, Token[]>()
  readonly #shown: string[] = []

  collect(tokens: readonly Token[]): void {
    for (const token of tokens) if (token.type === 'footnote' && !this.#texts.has(token['name'])) this.#texts.set(token['name'], token.tokens ?? [])
  }

  /** The number of a footnote; null when there is none of that name. */
  numberOf(name: string): number | null {
    if (!this.#texts.has(name)) return null
    if (!this.#shown.includes(name)) this.#shown.push(name)
    return this.#shown.indexOf(name) + 1
  }

  list(): Element[] {
    const items: Element[] = []
    // A footnote may point to another, which is then shown behind it.
    for (let at = 0; at < this.#shown.length; at += 1) items.push(element('li', blocks(this.#texts.get(this.#shown[at] ?? ''), this)))
    return items.length === 0 ? [] : [element('section', [element('ol', items)])]
  }
}

const blocks = (tokens: readonly Token[] | undefined, footnotes: Footnotes): ElementContent[] => (tokens ?? []).flatMap((token) => block(token, footnotes))

function block(token: Token, footnotes: Footnotes): ElementContent[] {
  switch (token.type) {
    case 'paragraph':
      return [element('p', inlines(token.tokens, footnotes))]
    case 'heading':
      return [element(`h${token.depth}`, inlines(token.tokens, footnotes))]
    case 'code':
      return [element('code-block', [], { code: token.text.replace(/\n+$/, ''), language: /^\S+/.exec(token.lang ?? '')?.[0] ?? '' })]
    case 'blockquote':
      return [element('blockquote', blocks(token.tokens, footnotes))]
    case 'list':
      return [list(token, footnotes)]
    case 'table':
      return [table(token, footnotes)]
    case 'hr':
      return [element('hr')]
    case 'html':
      return [element('p', textOf(token.raw.trimEnd()))]
    case 'formula':
      return [formula(token)]
    case 'text':
      // The words of an item of a list, which has them without a paragraph.
      return token.tokens === undefined ? inline(token, footnotes) : inlines(token.tokens, footnotes)
    case 'checkbox':
      return inline(token, footnotes)
    default:
      // Space, and definitions, which are shown where they are used.
      return []
  }
}

function list({ ordered, start, items }: Tokens.List | Tokens.Generic, footnotes: Footnotes): Element {
  return element(
    ordered ? 'ol' : 'ul',
    items.map((item: Tokens.ListItem) => element('li', item.tokens.flatMap((token) => (item.loose && token.type === 'text' ? [element('p', block(token, footnotes))] : block(token, footnotes))))),
    ordered && start !== 1 ? { start } : {},
  )
}

function table({ header, rows }: Tokens.Table | Tokens.Generic, footnotes: Footnotes): Element {
  const row = (cells: readonly Tokens.TableCell[], tagName: 'th' | 'td'): Element =>
    element('tr', cells.map(({ tokens, align }) => element(tagName, inlines(tokens, footnotes), align === null ? {} : { align })))
  const body: Element[] = rows.map((cells: Tokens.TableCell[]) => row(cells, 'td'))
  return element('table', [element('thead', [row(header, 'th')]), ...(body.length === 0 ? [] : [element('tbody', body)])])
}

const formula = (token: Tokens.Generic): Element => element('math-formula', [], { tex: token['tex'], isDisplay: token['isDisplay'] })

const inlines = (tokens: readonly Token[] | undefined, footnotes: Footnotes): ElementContent[] => (tokens ?? []).flatMap((token) => inline(token, footnotes))

function inline(token: Token, footnotes: Footnotes): ElementContent[] {
  switch (token.type) {
    case 'text':
      return textOf(withCharacters(token.text))
    case 'escape':
      return textOf(token.text)
    case 'strong':
    case 'em':
    case 'del':
      return [element(token.type, inlines(token.tokens, footnotes))]
    case 'codespan':
      return [element('code', textOf(token.text))]
    case 'br':
      return [element('br')]
    case 'link':
      return [element('a', inlines(token.tokens, footnotes), { href: withCharacters(token.href) })]
    case 'image':
      return [element('img', [], { src: withCharacters(token.href), alt: withCharacters(token.text) })]
    case 'checkbox':
      return [element('input', [], { type: 'checkbox', checked: token.checked, disabled: true }), ...textOf(' ')]
    case 'formula':
      return [formula(token)]
    case 'footnoteMark': {
      const number = footnotes.numberOf(token['name'])
      return number === null ? textOf(token.raw) : [element('sup', textOf(String(number)))]
    }
    default:
      // HTML.
      return textOf(token.raw)
  }
}

/** A text with the characters that it names, such as `&copy;` and `&#8594;`. */
function withCharacters(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([A-Za-z\d]{1,31}));/g, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || whole
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code)
  })
}
