const maxLength = 80

/** A conversation's title from its first question: the first line that says something, cut at a word; a Chinese line is cut between characters. */
export function titleFrom(question: string): string {
  const line = question.split('\n').map((part) => part.trim()).find((part) => part !== '') ?? ''
  const characters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(line)].map(({ segment }) => segment)
  if (characters.length <= maxLength) return line
  const cut = characters.slice(0, maxLength).join('')
  // With the character behind the cut, a word that ends exactly there is seen to be whole.
  const lastSpace = characters.slice(0, maxLength + 1).lastIndexOf(' ')
  return `${lastSpace > maxLength / 2 ? characters.slice(0, lastSpace).join('') : cut}…`
}
