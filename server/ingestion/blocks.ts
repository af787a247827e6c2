/** Where there are no pages, or a page is very long, a block is about this many characters. */
const blockLength = 8_000

/** Places to cut, the best first. */
const separators = ['\n\n', '\n', '. ', '。', ' '] as const

/**
 * A text in readable pieces of about 8,000 characters, cut at paragraphs where there are any, then at lines, sentences and spaces.
 * What lies between two pieces is white space; `start` is the offset of a piece in the text.
 */
export function* blocks(text: string): Generator<{ start: number; text: string }> {
  let start = 0
  // A short rest joins the last piece: nobody wants to read a block of three words.
  while (text.length - start > blockLength * 1.5) {
    const end = cut(text, start)
    yield { start, text: text.slice(start, end) }
    start = end
    while (/\s/.test(text.charAt(start))) start += 1
  }
  if (start < text.length) yield { start, text: text.slice(start) }
}

/** A place to cut in the second half of the next piece. */
function cut(text: string, start: number): number {
  const earliest = start + blockLength / 2
  for (const separator of separators) {
    const at = text.slice(earliest, start + blockLength).lastIndexOf(separator)
    if (at !== -1) return earliest + at + (separator.trim() === '' ? 0 : 1)
  }
  const end = start + blockLength
  const unit = text.charCodeAt(end)
  return unit >= 0xdc00 && unit <= 0xdfff ? end - 1 : end
}
