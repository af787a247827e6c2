import traditionalPairs from 'opencc-js/dict/TSCharacters'

/** A text as it is searched, and where each of its units came from. */
export interface FoldedText {
  readonly text: string
  /** For each unit of `text` the offset of its source in the original (UTF-16); absent where both are the same. */
  readonly starts: Uint32Array | undefined
}

const ascii = /^[\0-\x7f]*$/
const accents = /(?<=\p{Script=Latin})\p{M}+/gu
/** What belongs to the character before it: combining marks, joining jamo, half-width voicing marks. */
const combining = /[\p{M}\u1160-\u11ff\uff9e\uff9f]/u

let simplified: Map<string, string> | undefined

/** Traditional characters and their simplified forms; read once, when the first text beyond ASCII comes. */
function simplifiedForms(): Map<string, string> {
  if (simplified === undefined) {
    simplified = new Map()
    for (const pair of traditionalPairs.split('|')) {
      const [traditional, simple] = pair.split(' ')
      if (traditional !== undefined && simple !== undefined) simplified.set(traditional, simple)
    }
  }
  return simplified
}

/** One character with its marks in its searched form: NFKC, lower case, Latin without accents, Chinese simplified. */
function foldCharacter(character: string): string {
  const folded = character.normalize('NFKC').toLowerCase()
  if (ascii.test(folded)) return folded
  const plain = folded.normalize('NFD').replace(accents, '').normalize('NFC')
  const forms = simplifiedForms()
  let result = ''
  for (const unit of plain) result += forms.get(unit) ?? unit
  return result
}

const codeUnits = 0x1_0000
/** Folded forms of single code units, by their number, and of other characters. There are fewer than 150,000, and a text uses few of them. */
const knownUnits: (string | undefined)[] = Array.from({ length: codeUnits })
const known = new Map<string, string>()

function foldedForm(text: string, start: number, end: number): string {
  if (end - start === 1) return (knownUnits[text.charCodeAt(start)] ??= foldCharacter(text.slice(start, end)))
  const character = text.slice(start, end)
  const form = known.get(character)
  if (form !== undefined) return form
  const folded = foldCharacter(character)
  if (character.length <= 2) known.set(character, folded)
  return folded
}

/** Whether a code unit belongs to the one before it, asked once each. */
const combiningUnits: (boolean | undefined)[] = Array.from({ length: codeUnits })

/** Whether what stands there belongs to the character before it. */
function isCombining(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  if (!(unit >= 0x300)) return false
  if (unit < 0xd800 || unit > 0xdfff) return (combiningUnits[unit] ??= combining.test(String.fromCharCode(unit)))
  return combining.test(String.fromCodePoint(text.codePointAt(at) ?? 0))
}

/** The end of the character that starts at `start`, with the marks that belong to it. */
function characterEnd(text: string, start: number): number {
  let end = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1)
  while (isCombining(text, end)) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return end
}

/**
 * The form in which texts and questions are compared: NFKC, lower case, Latin letters without accents, traditional Chinese
 * as simplified. Folding is done character by character, so that every unit of the result knows where it came from.
 */
export function fold(text: string): FoldedText {
  if (ascii.test(text)) return { text: text.toLowerCase(), starts: undefined }
  const parts: string[] = []
  const starts: number[] = []
  for (let start = 0; start < text.length; ) {
    const end = characterEnd(text, start)
    const form = foldedForm(text, start, end)
    parts.push(form)
    for (let unit = 0; unit < form.length; unit += 1) starts.push(start)
    start = end
  }
  starts.push(text.length)
  return { text: parts.join(''), starts: Uint32Array.from(starts) }
}

/** `fold` for those who need no offsets. */
export function normalise(text: string): string {
  return fold(text).text
}

/** The span of the original from which the units `start` to `end` of a folded text came. */
export function originalSpan({ starts }: FoldedText, start: number, end: number): { start: number; end: number } {
  if (starts === undefined) return { start, end }
  const from = starts[start] ?? 0
  const last = starts[Math.max(start, end - 1)] ?? from
  // Units of one character share their source: a span that ends inside a ligature ends after the ligature.
  let after = Math.max(end, start + 1)
  while (after < starts.length - 1 && starts[after] === last) after += 1
  return { start: from, end: starts[after] ?? last }
}
