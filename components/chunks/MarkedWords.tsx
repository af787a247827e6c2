import { wordsIn } from '@/components/chunks/wordsIn'

/** A text with the words of a search marked in it. */
export function MarkedWords({ text, search }: { text: string; search: string }) {
  if (search === '') return text
  return wordsIn(text, search).map(({ part, isMatch }, at) => (isMatch ? <mark key={at}>{part}</mark> : part))
}
