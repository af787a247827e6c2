/** The words of a search in a text, whatever their case: the text in parts, those that match and those between. */
export function wordsIn(text: string, search: string): { part: string; isMatch: boolean }[] {
  const words = search.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return [{ part: text, isMatch: false }]
  const pattern = new RegExp(`(${words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('|')})`, 'giu')
  return text.split(pattern).flatMap((part, at) => (part === '' ? [] : [{ part, isMatch: at % 2 === 1 }]))
}
