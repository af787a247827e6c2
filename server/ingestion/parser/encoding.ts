import { analyse } from 'chardet'
import { cleanText, UnreadableFile } from '@/server/ingestion/parser/reading'

/** How much of a file is looked at to guess its encoding. */
const sampleBytes = 64 * 1_024

type Utf16 = 'utf-16le' | 'utf-16be'

/** A text in UTF-16 has at least this share of usual characters. */
const usualCharacters = 0.95

/** The encodings that are tried, by chardet's names; labels of the WHATWG Encoding Standard, which Node decodes itself. */
const labels: Readonly<Record<string, string>> = {
  GB18030: 'gb18030',
  Big5: 'big5',
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  'ISO-2022-JP': 'iso-2022-jp',
  'EUC-KR': 'euc-kr',
  'KOI8-R': 'koi8-r',
  'windows-1251': 'windows-1251',
  'ISO-8859-5': 'iso-8859-5',
  'ISO-8859-7': 'iso-8859-7',
  'windows-1253': 'windows-1253',
  'ISO-8859-2': 'iso-8859-2',
  'windows-1250': 'windows-1250',
}

/**
 * The text of a file in an encoding nobody named: a byte-order mark decides, then UTF-8, then `declared` (a label that the
 * file itself gives), then statistics over its bytes, and Latin-1 last. The result is clean (see cleanText).
 * @throws UnreadableFile when the bytes are no text in any of them.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const text = decodeBytes(bytes, declared)
  if (looksBinary(bytes, text)) throw new UnreadableFile('This file holds no text; check it and upload it again')
  return cleanText(text)
}

function decodeBytes(bytes: Uint8Array, declared: string | undefined): string {
  const utf16 = utf16Label(bytes)
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(bytes)
  const utf8 = strictly(bytes, 'utf-8') ?? mostlyUtf8(bytes)
  if (utf8 !== undefined) return utf8
  for (const label of [declared, ...guesses(bytes)]) {
    const text = label === undefined ? undefined : strictly(bytes, label)
    if (text !== undefined) return text
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

/** A text in another encoding has hardly a character that is valid in UTF-8 by chance: so many for each broken one are no chance. */
const wholeForBroken = 2

/** The text of UTF-8 that is broken in a few places, as a log is that several programs write. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const { whole, broken } = countCharacters(new TextDecoder('utf-8').decode(tellingSample(bytes)))
  // The sample may be cut in a character at either end.
  return whole > 10 && whole > wholeForBroken * (broken - 2) ? new TextDecoder('utf-8').decode(bytes) : undefined
}

/** Characters beyond ASCII, and those that stand for bytes which are none. */
function countCharacters(text: string): { whole: number; broken: number } {
  return { whole: text.match(/[^\0-\x9f\ufffd]/g)?.length ?? 0, broken: text.match(/\ufffd/g)?.length ?? 0 }
}

/** The text when every byte is valid in that encoding. A file cut in its last character is still that encoding. */
function strictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true })
  } catch (error) {
    // TypeError: a byte is not valid; RangeError: the file declares an encoding that nobody knows.
    if (error instanceof TypeError || error instanceof RangeError) return undefined
    throw error
  }
}

/** UTF-16 by its mark, or by what its NUL bytes say: text in any other encoding has none, or very few. */
function utf16Label(bytes: Uint8Array): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, sampleBytes)
  const [even, odd] = nulBytes(sample)
  // Western text: every other byte is NUL.
  if (even + odd > sample.length / 5) return odd > 10 * even ? 'utf-16le' : even > 10 * odd ? 'utf-16be' : undefined
  if (even + odd === 0 || strictly(sample, 'utf-8') !== undefined) return undefined
  // Chinese text: NUL bytes at its line ends only, and hardly a character in the wrong byte order is one that people write.
  const [little, big] = [usualShare(sample, 'utf-16le'), usualShare(sample, 'utf-16be')]
  return Math.max(little, big) < usualCharacters ? undefined : little > big ? 'utf-16le' : 'utf-16be'
}

/** How many NUL bytes stand at even and at odd places. */
function nulBytes(sample: Uint8Array): [even: number, odd: number] {
  let [even, odd] = [0, 0]
  sample.forEach((byte, at) => {
    if (byte !== 0) return
    if (at % 2 === 0) even += 1
    else odd += 1
  })
  return [even, odd]
}

/** The share of characters, 0 to 1, that are common in text: Latin, Chinese, Japanese, Korean and their marks. */
function usualShare(sample: Uint8Array, label: Utf16): number {
  const text = new TextDecoder(label).decode(sample)
  return (text.match(/[\t\n\r\x20-\x7e\xa0-\u024f\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffee]/g)?.length ?? 0) / Math.max(1, text.length)
}

/** Encodings by likelihood, most likely first. */
function guesses(bytes: Uint8Array): string[] {
  return analyse(tellingSample(bytes)).flatMap(({ name }) => labels[name] ?? (name === 'ISO-8859-1' || name === 'windows-1252' ? 'windows-1252' : []))
}

/** Only bytes above ASCII tell encodings apart, so the sample starts near the first of these. */
function tellingSample(bytes: Uint8Array): Uint8Array {
  const start = Math.max(0, bytes.findIndex((byte) => byte >= 0x80) - 200)
  return bytes.subarray(start, start + sampleBytes)
}

/** Text in a wrong or no encoding shows as control and replacement characters: more than one in fifty is no text. */
function looksBinary(bytes: Uint8Array, text: string): boolean {
  const sample = text.slice(0, sampleBytes)
  const { whole, broken } = countCharacters(sample)
  const replaced = (sample.match(/[\x80-\x9f]/g)?.length ?? 0) + (whole > wholeForBroken * broken ? 0 : broken)
  const isUtf16 = utf16Label(bytes) !== undefined
  const controls = isUtf16 ? 0 : bytes.subarray(0, sampleBytes).reduce((count, byte) => count + (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b) ? 1 : 0), 0)
  return replaced + controls > Math.max(1, Math.min(bytes.length, sampleBytes)) / 50
}
