/** What a document is doing, in the order it happens; unread waits for somebody to have it read, and the last three are final. */
export const documentStates = ['unread', 'queued', 'parsing', 'embedding', 'ready', 'failed', 'cancelled'] as const
export type DocumentState = (typeof documentStates)[number]

/** What the owner may do in each state, and the unit in which its progress counts. */
export const documentStateTable = {
  unread: { isLive: false, canRetry: true, unit: 'none' },
  queued: { isLive: true, canRetry: false, unit: 'none' },
  parsing: { isLive: true, canRetry: false, unit: 'pages' },
  embedding: { isLive: true, canRetry: false, unit: 'chunks' },
  ready: { isLive: false, canRetry: false, unit: 'none' },
  failed: { isLive: false, canRetry: true, unit: 'none' },
  cancelled: { isLive: false, canRetry: true, unit: 'none' },
} as const satisfies Record<DocumentState, { isLive: boolean; canRetry: boolean; unit: 'none' | 'pages' | 'chunks' }>

/** The states in which somebody works on the document. */
export const liveStates = documentStates.filter((state) => documentStateTable[state].isLive)

/** The formats that are read, by the extensions of their names; the first of each is the usual one. */
export const documentFormats = {
  pdf: ['pdf'],
  docx: ['docx', 'docm'],
  pptx: ['pptx', 'pptm', 'ppsx'],
  xlsx: ['xlsx', 'xlsm'],
  odt: ['odt'],
  odp: ['odp'],
  ods: ['ods'],
  epub: ['epub'],
  rtf: ['rtf'],
  html: ['html', 'htm', 'xhtml'],
  markdown: ['md', 'markdown', 'mdx'],
  csv: ['csv', 'tsv', 'tab'],
  json: ['json', 'jsonl', 'ndjson', 'geojson'],
  email: ['eml'],
  text: ['txt', 'text', 'log', 'rst', 'adoc', 'org', 'tex'],
  code: [
    ...['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'css', 'scss', 'sass', 'less', 'graphql', 'proto'],
    ...['py', 'pyi', 'rb', 'php', 'pl', 'lua', 'r', 'jl', 'sh', 'bash', 'zsh', 'fish', 'ps1', 'bat', 'cmd', 'sql'],
    ...['c', 'h', 'cc', 'cpp', 'cxx', 'hh', 'hpp', 'cs', 'm', 'mm', 'swift', 'go', 'rs', 'zig', 'dart', 'asm'],
    ...['java', 'kt', 'kts', 'scala', 'groovy', 'gradle', 'clj', 'ex', 'exs', 'erl', 'hs', 'ml', 'fs', 'elm', 'sol', 'tf'],
    ...['xml', 'xsd', 'xsl', 'yaml', 'yml', 'toml', 'ini', 'cfg', 'conf', 'properties', 'cmake', 'diff', 'patch'],
  ],
} as const satisfies Record<string, readonly string[]>
export type DocumentFormat = keyof typeof documentFormats

export const acceptedExtensions = Object.values(documentFormats)
  .flat()
  .map((extension) => `.${extension}`)

/** One extension a format, for sentences; those of source code would fill a page. */
export const usualExtensions = Object.entries(documentFormats).flatMap(([format, [usual]]) => (format === 'code' ? [] : [`.${usual}`]))

/** What files that are not read can be saved as in the program they come from, by their extensions. */
export const savedAs: Readonly<Record<string, string>> = {
  ...{ doc: 'docx', dot: 'docx', wps: 'docx', pages: 'docx' },
  ...{ xls: 'xlsx', xlsb: 'xlsx', numbers: 'xlsx', ppt: 'pptx', pps: 'pptx' },
  ...{ msg: 'eml', mobi: 'epub', azw3: 'epub' },
}

/** What an attempt does, in order. Reading and splitting go side by side, and so do embedding and indexing. */
export const ingestionStages = ['read', 'split', 'embed', 'index', 'switch'] as const
export type IngestionStage = (typeof ingestionStages)[number]
