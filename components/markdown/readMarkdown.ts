import { Lexer, Marked, type Token, Tokenizer, type TokenizerExtension, type Tokens } from 'marked'

/** `$$…$$` inside a line, and on lines of its own around a formula; mathText.ts has made this of the other notations. */
const formulaInLine: TokenizerExtension = {
  name: 'formula',
  level: 'inline',
  start: (text) => text.indexOf('$$'),
  tokenizer: (text) => {
    const [raw, , tex] = /^(\${2,})(?!\$)([\s\S]*?[^$])\1(?!\$)/.exec(text) ?? []
    return raw === undefined || tex === undefined ? undefined : { type: 'formula', raw, tex: tex.trim(), isDisplay: false }
  },
}
const formulaBlock: TokenizerExtension = {
  name: 'formulaBlock',
  level: 'block',
  start: (text) => /\n {0,3}\$\$/.exec(text)?.index,
  tokenizer: (text) => {
    const [raw, , tex] = /^ {0,3}(\${2,})[^\n$]*(?:\n([\s\S]*?))??(?:\n {0,3}\1\$*[ \t]*(?:\n+|$)|$)/.exec(text) ?? []
    return raw === undefined ? undefined : { type: 'formula', raw, tex: (tex ?? '').trim(), isDisplay: true }
  },
}

/** A footnote, `[^name]: text`, which goes on in lines that are indented, and where it is pointed to. */
const footnote: TokenizerExtension = {
  name: 'footnote',
  level: 'block',
  start: (text) => /\n {0,3}\[\^/.exec(text)?.index,
  tokenizer(text) {
    const [raw, name, body] = /^ {0,3}\[\^([^\]\s]+)\]:[ \t]*([^\n]*(?:\n(?:[ \t]*\n)*(?: {2,}|\t)[^\n]*|\n(?![ \t]*\n| {0,3}\[\^[^\]\s]+\]:)[^\n]+)*)(?:\n+|$)/.exec(text) ?? []
    if (raw === undefined || name === undefined || body === undefined) return undefined
    return { type: 'footnote', raw, name: name.toLowerCase(), tokens: this.lexer.blockTokens(body.replaceAll(/\n(?: {1,4}|\t)/g, '\n'), []) }
  },
}
const footnoteMark: TokenizerExtension = {
  name: 'footnoteMark',
  level: 'inline',
  start: (text) => text.indexOf('[^'),
  tokenizer: (text) => {
    const [raw, name] = /^\[\^([^\]\s]+)\]/.exec(text) ?? []
    return raw === undefined || name === undefined ? undefined : { type: 'footnoteMark', raw, name: name.toLowerCase() }
  },
}

/** Marks of Chinese and Japanese, and quotation marks, which stand beside words without a space. */
const wideMarks = /[‘’“”…—·\u3001-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/g
const asLetters = (text: string): string => text.replaceAll(wideMarks, '文')

/** Marks that end an address in Chinese and Japanese, where no space does. */
const addressEnd = /[\u3001-\u303f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]/

/** CommonMark sees no emphasis in `**“引用”**后面`, because a mark stands inside the asterisks and a letter outside. Read as letters, such marks end no word. */
class WideTokenizer extends Tokenizer {
  override emStrong(text: string, masked: string, before = ''): Tokens.Em | Tokens.Strong | undefined {
    if (!text.startsWith('*') || text.search(wideMarks) === -1) return super.emStrong(text, masked, before)
    // The words inside are read below, as they are written.
    const found = super.emStrong.call({ options: this.options, rules: this.rules, lexer: { inlineTokens: () => [] } }, asLetters(text), asLetters(masked), asLetters(before))
    if (found === undefined) return undefined
    const signs = (found.raw.length - found.text.length) / 2
    const raw = text.slice(0, found.raw.length)
    const inner = raw.slice(signs, -signs)
    return { ...found, raw, text: inner, tokens: this.lexer.inlineTokens(inner) }
  }

  override url(text: string): Tokens.Link | undefined {
    return super.url(text.split(addressEnd, 1)[0] ?? text)
  }
}

const { defaults } = new Marked({ gfm: true, extensions: [formulaInLine, formulaBlock, footnote, footnoteMark] })

/** Reads Markdown as GitHub writes it, with formulas and footnotes. What it gives is data: nothing of it is ever HTML. */
export const readMarkdown = (text: string): Token[] => new Lexer({ ...defaults, tokenizer: new WideTokenizer() }).lex(text)
