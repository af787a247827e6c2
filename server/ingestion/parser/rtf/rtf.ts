import { HtmlText } from '@/server/ingestion/parser/html/htmlText'
import { UnreadableFile } from '@/server/ingestion/parser/reading'
import type { Reading } from '@/server/ingestion/parser/reading'
import { encodingOfCharset, encodingOfCodePage } from '@/server/ingestion/parser/rtf/rtfCodePages'
import { characters, silent, spoken } from '@/server/ingestion/parser/rtf/rtfDestinations'
import { RtfParagraphs } from '@/server/ingestion/parser/rtf/rtfParagraphs'
import { rtfTokens } from '@/server/ingestion/parser/rtf/rtfTokens'

/** No program nests groups deeper. */
const maxDepth = 1_000

type Group = {
  destination: 'text' | 'silent' | 'fonts' | 'styles'
  font: number
  /** How many characters follow one in Unicode for programs that do not know it. */
  fallback: number
  isHidden: boolean
  isBold: boolean
  /** A footnote, which stands within its paragraph. */
  isNote: boolean
}

/** Rich text: paragraphs, headings by style or outline level, rows of tables, notes in brackets; pictures, headers and what is hidden are left out. */
export function readRtf(bytes: Uint8Array): Reading {
  const text = new HtmlText()
  new RtfReader(new RtfParagraphs(text)).read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))
  return { pageCount: null, pages: [{ page: null, ...text.result() }] }
}

class RtfReader {
  readonly #paragraphs: RtfParagraphs
  readonly #encodings = new Map<number, string>()
  #documentEncoding = 'windows-1252'
  #group: Group = { destination: 'text', font: 0, fallback: 1, isHidden: false, isBold: false, isNote: false }
  #outer: Group[] = []
  /** Bytes of one font that are not decoded yet: the two of a Chinese character may come apart. */
  #bytes = ''
  /** Characters that are still to be passed over after one in Unicode. */
  #passed = 0
  /** A group has just begun, or its mark was read that says it may be passed over. */
  #isFirst = false
  #isOptional = false
  #style: number | undefined
  #styleName = ''

  constructor(paragraphs: RtfParagraphs) {
    this.#paragraphs = paragraphs
  }

  read(source: string): void {
    for (const token of rtfTokens(source)) {
      if (token.type === 'open') this.#open()
      else if (token.type === 'close') this.#close()
      else if (token.type === 'bytes') this.#read(token.bytes)
      else if (token.type === 'symbol') this.#symbol(token.symbol)
      else this.#word(token.word, token.value)
      if (token.type !== 'open' && !this.#isOptional) this.#isFirst = false
    }
    this.#decode()
    this.#paragraphs.end()
  }

  #open(): void {
    this.#decode()
    if (this.#outer.length >= maxDepth) throw new UnreadableFile('This RTF file is built in a way that is not safe to read; open it, save it again and upload the copy')
    this.#outer.push(this.#group)
    this.#group = { ...this.#group }
    this.#isFirst = true
    this.#isOptional = false
    this.#passed = 0
  }

  #close(): void {
    this.#decode()
    if (this.#group.destination === 'styles' && this.#style !== undefined) {
      this.#paragraphs.nameStyle(this.#style, this.#styleName.replace(/;$/, ''))
      this.#style = undefined
      this.#styleName = ''
    }
    const { isNote } = this.#group
    this.#group = this.#outer.pop() ?? this.#group
    if (isNote && !this.#group.isNote) this.#write(']')
    this.#passed = 0
    this.#isOptional = false
  }

  #read(bytes: string): void {
    const skipped = Math.min(this.#passed, bytes.length)
    this.#passed -= skipped
    if (this.#group.destination === 'styles') this.#styleName += bytes.slice(skipped)
    else if (this.#isShown) this.#bytes += bytes.slice(skipped)
  }

  #symbol(symbol: string): void {
    if (symbol === '*') this.#isOptional = this.#isFirst
    else if (symbol === '\r' || symbol === '\n') this.#endParagraph()
    else this.#write(characters[symbol] ?? '')
  }

  #word(word: string, value: number | undefined): void {
    const isFirst = this.#isFirst
    const isOptional = this.#isOptional
    this.#isOptional = false
    if (isFirst && this.#begin(word, isOptional)) return
    switch (word) {
      case 'ansicpg':
        this.#documentEncoding = encodingOfCodePage(value ?? 1252)
        break
      case 'f':
        this.#decode()
        this.#group.font = value ?? 0
        break
      case 'fcharset':
        this.#nameFont(value ?? 0)
        break
      case 'uc':
        this.#group.fallback = Math.max(0, value ?? 1)
        break
      case 'u':
        this.#write(String.fromCharCode((value ?? 0) & 0xffff))
        this.#passed = this.#group.fallback
        break
      case 'v':
      case 'deleted':
        this.#decode()
        this.#group.isHidden = value !== 0
        break
      case 'b':
        this.#decode()
        this.#group.isBold = value !== 0
        break
      case 'plain':
        this.#decode()
        this.#group = { ...this.#group, isBold: false, isHidden: false }
        break
      case 's':
        if (this.#group.destination === 'styles') this.#style = value ?? 0
        else this.#paragraphs.style(value ?? 0)
        break
      default:
        this.#paragraphWord(word, value)
    }
  }

  /** What ends or describes a paragraph, a cell or a row, and characters that have a word. */
  #paragraphWord(word: string, value: number | undefined): void {
    const character = characters[word]
    if (character !== undefined) this.#write(character)
    else if (this.#group.destination !== 'text') return
    else if (this.#group.isNote) this.#write(word === 'par' ? ' ' : '')
    else if (word === 'par' || word === 'sect' || word === 'page') this.#endParagraph()
    else {
      this.#decode()
      this.#paragraphs.word(word, value)
    }
  }

  /** What kind of group begins with this word; false for a word like any other. */
  #begin(word: string, isOptional: boolean): boolean {
    if (this.#group.destination === 'silent') return true
    if (word === 'fonttbl') this.#group.destination = 'fonts'
    else if (word === 'stylesheet') this.#group.destination = 'styles'
    else if (silent.has(word) || (isOptional && !spoken.has(word) && this.#group.destination === 'text')) this.#group.destination = 'silent'
    else if (word === 'footnote') {
      this.#write(' [')
      this.#group.isNote = true
    } else return false
    return true
  }

  get #isShown(): boolean {
    return this.#group.destination === 'text' && !this.#group.isHidden
  }

  #nameFont(charset: number): void {
    const encoding = encodingOfCharset(charset)
    if (this.#group.destination === 'fonts' && encoding !== undefined) this.#encodings.set(this.#group.font, encoding)
  }

  #write(text: string): void {
    this.#decode()
    if (this.#isShown) this.#paragraphs.write(text, this.#group.isBold)
  }

  #decode(): void {
    if (this.#bytes === '') return
    const encoding = this.#encodings.get(this.#group.font) ?? this.#documentEncoding
    this.#paragraphs.write(new TextDecoder(encoding).decode(Buffer.from(this.#bytes, 'latin1')), this.#group.isBold)
    this.#bytes = ''
  }

  #endParagraph(): void {
    this.#decode()
    if (this.#group.destination === 'text') this.#paragraphs.end()
  }
}
