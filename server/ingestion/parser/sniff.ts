import { documentFormats, savedAs, usualExtensions } from '@/server/documents/schema'
import type { DocumentFormat } from '@/server/documents/schema'
import { UnreadableFile } from '@/server/ingestion/parser/reading'
import { entryNames } from '@/server/ingestion/parser/zip'

const readable = `${usualExtensions.join(' ')} and source code`

/** The formats that are known by their bytes, and what a person calls them. All others are text. */
const binaryFormats = {
  pdf: 'a PDF',
  docx: 'a Word document',
  pptx: 'a PowerPoint presentation',
  xlsx: 'an Excel workbook',
  odt: 'an OpenDocument text',
  odp: 'an OpenDocument presentation',
  ods: 'an OpenDocument spreadsheet',
  epub: 'an EPUB book',
  rtf: 'a rich text (RTF) file',
} as const satisfies Partial<Record<DocumentFormat, string>>
type BinaryFormat = keyof typeof binaryFormats

/** What a file holds: a format of ours, something else that has a name, or undefined: text, as far as its first bytes tell. */
type Content = { format: BinaryFormat } | { format?: undefined; name: string } | undefined

/** The first bytes of files of other kinds, and what a person calls them. */
const otherMagic: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
  ['GIF8', 'an image'],
  ['RIFF', 'a media file'],
  ['\x1f\x8b', 'a compressed archive'],
  ['7z\xbc\xaf', 'a compressed archive'],
  ['Rar!', 'a compressed archive'],
  ['SQLite', 'a database'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
  ['\xd0\xcf\x11\xe0', 'an Office document'],
]

/** The media types that stand in the first entry of an archive. */
const mediaTypes: readonly (readonly [string, BinaryFormat])[] = [
  ['application/epub+zip', 'epub'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.oasis.opendocument.presentation', 'odp'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
]

/** What only one kind of archive holds. */
const tellingEntries: readonly (readonly [RegExp, BinaryFormat])[] = [
  [/^word\//, 'docx'],
  [/^ppt\//, 'pptx'],
  [/^xl\//, 'xlsx'],
  [/^META-INF\/container\.xml$/, 'epub'],
]
const openDocuments: readonly DocumentFormat[] = ['odt', 'odp', 'ods']

/**
 * The format of a file, from its bytes and the extension of its name together; where they disagree the file is refused,
 * because a reader that is given the wrong format fails in ways that nobody understands.
 * @throws UnreadableFile with a sentence that says what to do.
 */
export function sniffFormat(bytes: Uint8Array, name: string): DocumentFormat {
  if (bytes.byteLength === 0) throw new UnreadableFile('This file is empty; upload one that has content')
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined) throw new UnreadableFile(`Files without an extension are not read; upload one of ${readable}`)
  const format = formatOf(extension)
  if (format === undefined) throw new UnreadableFile(unknown(extension))
  const content = contentOf(bytes, format)
  const isPdfLater = content?.format === 'pdf' && bytes[0] !== 0x25
  // A text about PDF may say "%PDF-" as well; at the very start it is one.
  const problem = isBinary(format) ? disagreement(format, extension, content, bytes) : isPdfLater ? undefined : notText(extension, content)
  if (problem !== undefined) throw new UnreadableFile(problem)
  return format
}

function formatOf(extension: string): DocumentFormat | undefined {
  return Object.keys(documentFormats)
    .filter(isFormat)
    .find((format) => documentFormats[format].some((known) => known === extension))
}

function isFormat(name: string): name is DocumentFormat {
  return name in documentFormats
}

function isBinary(format: DocumentFormat): format is BinaryFormat {
  return format in binaryFormats
}

function unknown(extension: string): string {
  const better = savedAs[extension]
  return better === undefined
    ? `Files of type .${extension} are not read; upload one of ${readable}`
    : `Files of type .${extension} are not read; save it as .${better} and upload that`
}

function contentOf(bytes: Uint8Array, named: DocumentFormat): Content {
  const start = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1')
  // The PDF standard lets up to 1,024 bytes of something else come first.
  if (start.includes('%PDF-')) return { format: 'pdf' }
  if (start.startsWith(String.raw`{\rtf`)) return { format: 'rtf' }
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return archiveFormat(bytes, start, named) ?? { name: 'a compressed archive' }
  const name = otherMagic.find(([magic]) => start.startsWith(magic))?.[1]
  return name === undefined ? undefined : { name }
}

/** The format that an archive is, as it says itself in its first entry, or as its entries show. */
function archiveFormat(bytes: Uint8Array, start: string, named: DocumentFormat): { format: BinaryFormat } | undefined {
  const said = mediaTypes.findLast(([type]) => start.startsWith(`mimetype${type}`, 30))?.[1]
  if (said !== undefined) return { format: said }
  const names = entryNames(bytes)
  const shown = tellingEntries.find(([entry]) => names.some((name) => entry.test(name)))?.[1]
  if (shown !== undefined) return { format: shown }
  // Some programs do not put the media type first: then the name says which of the OpenDocument files this is.
  return names.includes('content.xml') && isBinary(named) && openDocuments.includes(named) ? { format: named } : undefined
}

/** Why a file of this content cannot be read as this format, or undefined when it can. */
function disagreement(format: BinaryFormat, extension: string, content: Content, bytes: Uint8Array): string | undefined {
  if (content?.format === format) return undefined
  if (content?.format !== undefined) return misnamed(extension, content.format)
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b
  // What is broken is said by its reader, which knows why.
  if (isArchive && format !== 'pdf' && format !== 'rtf' && entryNames(bytes).length === 0) return undefined
  return oldOffice(bytes, extension) ?? `This file is named .${extension} but is not ${binaryFormats[format]}; check it and upload it again`
}

function notText(extension: string, content: Content): string | undefined {
  if (content === undefined) return undefined
  if (content.format !== undefined) return misnamed(extension, content.format)
  return `This file is named .${extension} but is ${content.name}; upload one of ${readable}`
}

function misnamed(extension: string, format: BinaryFormat): string {
  return `This file is named .${extension} but is ${binaryFormats[format]}; rename it to .${documentFormats[format][0]} and upload it again`
}

/** Streams in the container of old Office files, which also holds encrypted new ones. */
const oldStreams = { EncryptedPackage: undefined, WordDocument: 'doc', Workbook: 'xls', PowerPoint: 'ppt' } as const

/** What is wrong with a file that is named as a new Office file and is the container of the old ones. */
function oldOffice(bytes: Uint8Array, extension: string): string | undefined {
  const container = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (container.subarray(0, 4).toString('latin1') !== '\xd0\xcf\x11\xe0') return undefined
  const stream = Object.entries(oldStreams).find(([name]) => container.includes(Buffer.from(name, 'utf16le')))
  if (stream === undefined) return `This file is password-protected or in an old Office format; save it as .${extension} without a password and upload it again`
  const [, old] = stream
  return old === undefined
    ? 'This file is password-protected; remove the password and upload it again'
    : `This file is named .${extension} but is in the old .${old} format; save it as .${savedAs[old] ?? extension} and upload it again`
}
