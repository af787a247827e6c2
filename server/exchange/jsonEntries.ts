const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = ['"', '\\', '{', '}', '[', ']'].map((sign) => sign.charCodeAt(0))

/** The field whose list holds the entries, in a file that is an object. */
const listField = '"conversations"'

/**
 * The objects of a list in a JSON text, as texts, one at a time: the list that the text is, or the one in its field `conversations`.
 * A file of any size is read with no more than one entry in memory. `onTooLong` is called with the number of an entry beyond `maxLength`, and throws.
 * @returns whether there was such a list.
 */
export async function* jsonEntries(chunks: AsyncIterable<string>, maxLength: number, onTooLong: (entry: number) => never): AsyncGenerator<string, boolean> {
  let [depth, listDepth, entries] = [0, -1, 0]
  let [isInString, isEscaped] = [false, false]
  /** The last text at the first level, as much of it as tells the field from others: the name of a field, where a value follows. */
  let field = ''
  /** What has come of the entry that is being read, of earlier chunks. */
  let entry: string | null = null
  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const sign = chunk.charCodeAt(at)
      if (isInString) {
        if (listDepth < 0 && depth === 1 && field.length <= listField.length) field += chunk.charAt(at)
        if (isEscaped) isEscaped = false
        else if (sign === backslash) isEscaped = true
        else if (sign === quote) isInString = false
      } else if (sign === quote) {
        isInString = true
        if (listDepth < 0 && depth === 1) field = '"'
      } else if (sign === openBrace || sign === openBracket) {
        if (listDepth < 0 && sign === openBracket && (depth === 0 || (depth === 1 && field === listField))) listDepth = depth + 1
        else if (depth === listDepth && entry === null) {
          entry = ''
          from = at
        }
        depth += 1
      } else if (sign === closeBrace || sign === closeBracket) {
        depth -= 1
        if (entry !== null && depth === listDepth) {
          entries += 1
          yield entry + chunk.slice(from, at + 1)
          entry = null
        } else if (depth < listDepth) return true
      }
    }
    if (entry !== null) {
      entry += chunk.slice(from)
      if (entry.length > maxLength) onTooLong(entries + 1)
    }
  }
  return false
}
