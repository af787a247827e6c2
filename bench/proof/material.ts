import { Random } from '@/bench/proof/random'
import { docxEntries } from '@/server/testing/fixtures'
import { writePptx, writeXlsx } from '@/server/testing/officeFiles'
import { typeset, writePdf } from '@/server/testing/pdf'
import { writeZip } from '@/server/testing/zip'

export interface Material {
  readonly name: string
  readonly content: Uint8Array
}

const words = 'harbour lighthouse tide wind heron otter keeper rope lantern storm cargo pilot chart buoy mast anchor gull fog bell quay'.split(' ')

function sentence(random: Random): string {
  const chosen = Array.from({ length: random.between(6, 18) }, () => random.pick(words) ?? '')
  return `The ${chosen.join(' ')}.`
}

const paragraph = (random: Random): string => Array.from({ length: random.between(3, 9) }, () => sentence(random)).join(' ')
const paragraphs = (random: Random, most: number): string[] => Array.from({ length: random.between(2, most) }, () => paragraph(random))
const html = (text: string): string => `<h1>Log</h1>${text.split('\n\n').map((part) => `<p>${part}</p>`).join('')}`

/** How a document of each format is written. Large ones take several batches, so that a kill can fall between them. */
const writers: Record<string, (random: Random) => string | Uint8Array> = {
  md: (random) => paragraphs(random, 400).map((part, number) => `# Watch ${number}\n\n${part}`).join('\n\n'),
  txt: (random) => paragraphs(random, 300).join('\n\n'),
  html: (random) => html(paragraphs(random, 200).join('\n\n')),
  csv: (random) => ['ship,wind,note', ...paragraphs(random, 200).map((part, number) => `${number},${random.between(0, 12)},"${part}"`)].join('\n'),
  json: (random) => JSON.stringify(paragraphs(random, 60).map((note, number) => ({ number, note }))),
  eml: (random) => `From: keeper@example.com\r\nTo: pilot@example.com\r\nSubject: Watch\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${paragraphs(random, 40).join('\r\n\r\n')}`,
  pdf: (random) => writePdf(paragraphs(random, 30).map((part) => typeset(part))),
  docx: (random) => writeZip(docxEntries(paragraphs(random, 150).map((part) => `<w:p><w:r><w:t>${part}</w:t></w:r></w:p>`).join(''))),
  pptx: (random) => writePptx(paragraphs(random, 12).map((notes) => ({ shapes: '', notes }))),
  xlsx: (random) => writeXlsx([{ name: 'Log', rows: paragraphs(random, 60).map((part, number) => [`${number}`, part]) }]),
}

/** Documents of all formats in turn; the same for the same seed. */
export function materialOf(seed: number, count: number): Material[] {
  const random = new Random(seed)
  const formats = Object.entries(writers)
  return Array.from({ length: count }, (_, number) => {
    const [extension, write] = formats[number % formats.length] ?? ['txt', () => '']
    return { name: `log-${number}.${extension}`, content: Buffer.from(write(random)) }
  })
}
