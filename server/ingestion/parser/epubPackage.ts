import { entryAt } from '@/server/ingestion/parser/office/relations'
import { cleanText, UnreadableFile } from '@/server/ingestion/parser/reading'
import { attribute, readXml } from '@/server/ingestion/parser/xml'
import type { Archive } from '@/server/ingestion/parser/zip'

/** The chapters of a book by the names of their entries, each once, in the order of reading; and the titles that its table of contents gives them. */
export type Book = { chapters: string[]; titles: Map<string, string> }

type Item = { entry: string; mediaType: string; properties: string }

/** Fonts are often scrambled in these ways, which hides no text. */
const fontAlgorithms = ['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC']

/** What a book says of itself (EPUB 3.3, OCF and package document; EPUB 2 alike). @throws UnreadableFile */
export async function readPackage(archive: Archive): Promise<Book> {
  const part = await packagePart(archive)
  const items = new Map<string, Item>()
  const spine: string[] = []
  let tableId = ''
  await readXml(archive, part, {
    open: (name, attributes) => {
      const { id = '', href = '', idref, toc, properties = '' } = attributes
      if (name === 'item') items.set(id, { entry: entryOf(part, href), mediaType: attributes['media-type'] ?? '', properties })
      else if (name === 'itemref' && idref !== undefined) spine.push(idref)
      else if (name === 'spine') tableId = toc ?? ''
    },
  })
  const chapters = [...new Set(spine)].flatMap((id) => items.get(id) ?? []).filter(({ mediaType }) => mediaType === '' || /html/i.test(mediaType)).map(({ entry }) => entry)
  await refuseProtected(archive, chapters)
  const table = [...items.values()].find(({ properties }) => properties.split(' ').includes('nav')) ?? items.get(tableId)
  return { chapters: [...new Set(chapters)], titles: table === undefined ? new Map() : await readTitles(archive, table.entry) }
}

async function packagePart(archive: Archive): Promise<string> {
  let part: string | undefined
  await readXml(archive, 'META-INF/container.xml', {
    open: (name, attributes) => {
      if (name === 'rootfile') part ??= attributes['full-path']
    },
  })
  if (part === undefined || !archive.has(part)) throw archive.damaged()
  return part
}

/** Titles by entry, from a navigation document or the NCX of older books: the first that leads into it. */
async function readTitles(archive: Archive, part: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  let title = ''
  let link: string | undefined
  const add = (href: string) => {
    const entry = entryOf(part, href)
    const clean = cleanText(title).replace(/\s+/g, ' ').trim()
    if (clean !== '' && !titles.has(entry)) titles.set(entry, clean)
  }
  await readXml(archive, part, {
    open: (name, attributes) => {
      if (name === 'content') add(attributes.src ?? '')
      if (name === 'navPoint' || name === 'a') title = ''
      if (name === 'a') link = attribute(attributes, 'href')
    },
    close: (name) => {
      if (name === 'a' && link !== undefined) add(link)
    },
    text: (text) => {
      title += text
    },
  })
  return titles
}

/** @throws UnreadableFile when chapters are encrypted for one reader's device. */
async function refuseProtected(archive: Archive, chapters: readonly string[]): Promise<void> {
  const encrypted = new Set<string>()
  let algorithm = ''
  await readXml(archive, 'META-INF/encryption.xml', {
    open: (name, { Algorithm: said = '', URI: uri = '' }) => {
      if (name === 'EncryptionMethod') algorithm = said
      if (name === 'CipherReference' && !fontAlgorithms.includes(algorithm)) encrypted.add(entryOf('', uri))
    },
  })
  if (chapters.some((chapter) => encrypted.has(chapter))) throw new UnreadableFile('This book is copy-protected (DRM) and cannot be read; upload a copy without protection')
}

/** The entry that a link within a part means; a broken escape is taken as it stands. */
function entryOf(part: string, href: string): string {
  const path = href.split('#', 1)[0] ?? ''
  try {
    return entryAt(part, decodeURIComponent(path))
  } catch {
    return entryAt(part, path)
  }
}
