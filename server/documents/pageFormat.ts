import { extname } from 'node:path'
import { acceptedExtensions } from '@/server/documents/schema'

const office = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** The media types of the formats that are read, with the extensions that our names have for them. */
const extensions: Readonly<Record<string, string>> = {
  ...{ 'text/html': 'html', 'application/xhtml+xml': 'html', 'text/markdown': 'md', 'text/x-markdown': 'md', 'text/plain': 'txt' },
  ...{ 'application/pdf': 'pdf', 'application/x-pdf': 'pdf', 'application/epub+zip': 'epub', 'application/rtf': 'rtf', 'text/rtf': 'rtf', 'message/rfc822': 'eml' },
  ...{ [`${office}.wordprocessingml.document`]: 'docx', [`${office}.presentationml.presentation`]: 'pptx', [`${office}.spreadsheetml.sheet`]: 'xlsx' },
  ...{ [`${openDocument}.text`]: 'odt', [`${openDocument}.presentation`]: 'odp', [`${openDocument}.spreadsheet`]: 'ods' },
  ...{ 'text/csv': 'csv', 'application/csv': 'csv', 'text/tab-separated-values': 'tsv' },
  ...{ 'application/json': 'json', 'application/geo+json': 'geojson', 'application/jsonl': 'jsonl', 'application/x-ndjson': 'ndjson' },
  ...{ 'application/xml': 'xml', 'text/xml': 'xml', 'application/yaml': 'yaml', 'application/x-yaml': 'yaml', 'application/toml': 'toml' },
  ...{ 'application/javascript': 'js', 'application/x-javascript': 'js', 'application/typescript': 'ts', 'application/sql': 'sql', 'application/x-sh': 'sh' },
}

/** Types that servers give to files they know nothing of; their names say more. */
const vague = ['', 'text/plain', 'application/octet-stream', 'binary/octet-stream', 'application/download', 'application/x-download', 'application/force-download', 'application/zip']

/**
 * The extension, without its dot, that a page of this media type is kept under; undefined for what is not read.
 * @param fileName what its server calls it, or the end of its path.
 */
export function pageExtension(mediaType: string, fileName: string): string | undefined {
  const named = extname(fileName).toLowerCase()
  const isNamed = acceptedExtensions.includes(named)
  if (isNamed && vague.includes(mediaType)) return named.slice(1)
  const known = extensions[mediaType]
  if (known !== undefined) return known
  if (/^(?:application|text)\/.+\+json$/.test(mediaType)) return 'json'
  if (/^(?:application|text)\/.+\+xml$/.test(mediaType)) return 'xml'
  if (!mediaType.startsWith('text/')) return undefined
  return isNamed ? named.slice(1) : 'txt'
}
