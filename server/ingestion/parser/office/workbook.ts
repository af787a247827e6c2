import { builtInFormats } from '@/server/ingestion/parser/office/formatCode'
import { readXml } from '@/server/ingestion/parser/xml'
import type { Archive } from '@/server/ingestion/parser/zip'

/** The texts that cells refer to by number. What is written over characters to say how they are read (`rPh`) is left out. */
export async function readSharedStrings(archive: Archive, part = ''): Promise<string[]> {
  const strings: string[] = []
  let text: string | undefined
  let isText = false
  let isPhonetic = false
  await readXml(archive, part, {
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(text ?? ''))
      else if (name === 'rPh') isPhonetic = false
      else if (name === 't') isText = false
    },
    text: (data) => {
      if (isText && text !== undefined) text += data
    },
  })
  return strings
}

/** The code of the number format of each cell style, by its number. */
export async function readCellFormats(archive: Archive, part = ''): Promise<string[]> {
  const codes = new Map<number, string>(Object.entries(builtInFormats).map(([id, code]) => [Number(id), code]))
  const formats: string[] = []
  let isCellStyles = false
  await readXml(archive, part, {
    open: (name, { numFmtId: id, formatCode: code }) => {
      if (name === 'numFmt' && code !== undefined) codes.set(Number(id), code)
      else if (name === 'cellXfs') isCellStyles = true
      else if (name === 'xf' && isCellStyles) formats.push(codes.get(Number(id ?? 0)) ?? 'General')
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyles = false
    },
  })
  return formats
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export function unescaped(text: string): string {
  return text.includes('_x') ? text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
}
