/** A piece of text on a page, in points from the lower left corner. `font` is F1 (Helvetica) or F2 (a Chinese font that is not embedded). */
export type PdfText = { text: string; x: number; y: number; size: number; font?: 'F1' | 'F2' }

const pageWidth = 595
const pageHeight = 842

/** A Chinese font as old programs name it: no font file, no character map, only the name of a map that every reader must have. */
const chineseFont = [
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R >>',
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
]

/** A PDF of these pages, written by hand. A page without text is a blank one. `isEncrypted` asks for a password that nobody knows. */
export function writePdf(pages: readonly (readonly PdfText[])[], { isEncrypted = false } = {}): Uint8Array {
  const firstPage = 6
  const kids = pages.map((_, at) => `${firstPage + at * 2 + 1} 0 R`)
  const objects = [
    `<< /Type /Catalog /Pages ${firstPage} 0 R >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...chineseFont,
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`,
    ...pages.flatMap((texts, at) => {
      const content = texts.map(drawn).join('\n')
      return [
        `<< /Type /Page /Parent ${firstPage} 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] /Resources << /Font << /F1 2 0 R /F2 3 0 R >> >> /Contents ${firstPage + at * 2 + 2} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ]
    }),
  ]
  const unknown = `<${'5a'.repeat(32)}>`
  return assemble(objects, isEncrypted ? `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${unknown} /U ${unknown} /P -4 >> /ID [<00> <00>]` : '')
}

function drawn({ text, x, y, size, font = 'F1' }: PdfText): string {
  const utf16 = () => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0')).join('')
  const shown = font === 'F2' ? `<${utf16()}>` : `(${text.replace(/[\\()]/g, '\\$&')})`
  return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${shown} Tj ET`
}

function assemble(objects: readonly string[], trailer: string): Uint8Array {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

/** Text set as a book is: headings (lines that begin with #) large, paragraphs broken into lines of about 85 characters. */
export function typeset(text: string): PdfText[] {
  let y = pageHeight - 80
  return text.trim().split(/\n\s*\n/).flatMap((paragraph) => {
    const marks = /^#+ /.exec(paragraph)?.[0].length ?? 0
    const size = marks === 2 ? 20 : marks === 3 ? 14 : 11
    const set = wrap(paragraph.slice(marks).replace(/\s+/g, ' '), 85).map((line) => {
      y -= size * 1.25
      return { text: line, x: 60, y, size }
    })
    y -= 12
    return set
  })
}

function wrap(text: string, width: number): string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1)
    return last !== undefined && last.length + word.length < width ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word]
  }, [])
}
