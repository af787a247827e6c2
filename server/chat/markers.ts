/** A piece of an answer: text to show, or a marker that names a passage by its number in the prompt (1 is the first). */
export type AnswerPiece = { readonly text: string } | { readonly passage: number }

export interface MarkerReader {
  /** What can be decided of the text so far; an unfinished marker is held back. */
  push(delta: string): AnswerPiece[]
  /** The rest, when the text has ended. */
  end(): AnswerPiece[]
}

// `[3]`, `[1, 2]`, `【3】`, `[^3]`, `[ID:3]`: the ways models write markers. A bracket that a link follows is not one.
const marker = /[[【]\s*(?:\^|ID:\s*)?(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]】](?!\()/
const unfinished = / *[[【][^\]】\n]{0,40}$| *[[【][\d\s,，、^ID:]{1,40}[\]】]$| +$/
/** Opens or closes a code block; a line of backticks that holds others is code in the line. */
const fence = /^ {0,3}(?:`{3,}[^`]*$|~{3,})/
const fenceToBe = /^ {0,3}(?:`{0,2}|`{3,}.*|~{0,2}|~{3,}.*)$/

/**
 * Reads the markers out of a streamed answer: `passageCount` passages exist, a number beyond is an invention and disappears.
 * Code (fenced or inline) is passed through as it is. Knows nothing of how markers are shown.
 */
export function markerReader(passageCount: number): MarkerReader {
  let pending = ''
  let isFenced = false
  let isLineStart = true

  /** A whole line, or the decided part of one outside a code block. */
  const inlinePieces = (text: string): AnswerPiece[] => lineParts(text).flatMap((part) => (part.isCode ? [{ text: part.text }] : markersIn(part.text, passageCount)))

  const wholeLine = (line: string): AnswerPiece[] => {
    const isFence = isLineStart && fence.test(line.trimEnd())
    isLineStart = true
    if (isFence) isFenced = !isFenced
    return isFence || isFenced ? [{ text: line }] : inlinePieces(line)
  }

  const flushLines = (): AnswerPiece[] => {
    const end = pending.lastIndexOf('\n') + 1
    const lines = pending.slice(0, end).match(/[^\n]*\n/g) ?? []
    pending = pending.slice(end)
    return lines.flatMap(wholeLine)
  }

  /** Of the last line, everything before what may still become a marker, code in the line, or a fence. */
  const flushDecided = (): AnswerPiece[] => {
    if (isFenced || (isLineStart && fenceToBe.test(pending))) return []
    const known = pending.slice(0, openCodeAt(pending))
    const textStart = codeSpans(known).at(-1)?.end ?? 0
    const cut = known.slice(textStart).search(unfinished)
    const decided = cut === -1 ? known : known.slice(0, textStart + cut)
    pending = pending.slice(decided.length)
    isLineStart = isLineStart && decided === ''
    return inlinePieces(decided)
  }

  return {
    push: (delta) => {
      pending += delta
      return merged([...flushLines(), ...flushDecided()])
    },
    end: () => {
      const rest = wholeLine(pending)
      pending = ''
      return merged(rest)
    },
  }
}

/** A line as code and text: code is what lies between two runs of as many backticks (CommonMark 6.1). */
function lineParts(line: string): { text: string; isCode: boolean }[] {
  const parts: { text: string; isCode: boolean }[] = []
  let end = 0
  for (const span of codeSpans(line)) {
    parts.push({ text: line.slice(end, span.start), isCode: false }, { text: line.slice(span.start, span.end), isCode: true })
    end = span.end
  }
  return [...parts, { text: line.slice(end), isCode: false }]
}

function codeSpans(line: string): { start: number; end: number }[] {
  const runs = [...line.matchAll(/`+/g)]
  const spans: { start: number; end: number }[] = []
  for (let at = 0; at < runs.length; at += 1) {
    const closing = runs.findIndex((run, later) => later > at && run[0].length === runs[at]?.[0].length)
    if (closing === -1) continue
    const [opener, closer] = [runs[at], runs[closing]]
    if (opener !== undefined && closer !== undefined) spans.push({ start: opener.index, end: closer.index + closer[0].length })
    at = closing
  }
  return spans
}

/** Where backticks begin that a later part of the line may close; the end of the text when there are none. A run at the very end may grow. */
function openCodeAt(text: string): number {
  const withoutLast = text.replace(/`+$/, '')
  const closed = codeSpans(withoutLast)
  const open = [...text.matchAll(/`+/g)].find((run) => !closed.some(({ start, end }) => run.index >= start && run.index < end))
  return open?.index ?? text.length
}

function markersIn(text: string, passageCount: number): AnswerPiece[] {
  const found = marker.exec(text)
  if (found === null) return text === '' ? [] : [{ text }]
  const numbers = (found[1] ?? '').split(/[,，、]/).map(Number)
  const known = numbers.filter((number) => number >= 1 && number <= passageCount).map((passage) => ({ passage }))
  const before = text.slice(0, found.index)
  return [
    // The space before an invented marker goes with it.
    ...(before === '' ? [] : [{ text: known.length === 0 ? before.replace(/ +$/, '') : before }]),
    ...known,
    ...markersIn(text.slice(found.index + found[0].length), passageCount),
  ]
}

function merged(pieces: readonly AnswerPiece[]): AnswerPiece[] {
  const result: AnswerPiece[] = []
  for (const piece of pieces) {
    const last = result.at(-1)
    if ('text' in piece && last !== undefined && 'text' in last) result[result.length - 1] = { text: last.text + piece.text }
    else result.push(piece)
  }
  return result
}
