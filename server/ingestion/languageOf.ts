import { franc } from 'franc-min'

/** What is in no language: tags, addresses, code. */
const noLanguage = /<[^<>]{0,500}>|https?:\/\/\S+|```[^`]*```|`[^`\n]*`/g
/** Fewer say too little. */
const minCharacters = 40
/** A Chinese or Japanese character says about as much as three letters. */
const lettersPerCharacter = 3

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0

/** The language of most of a text (BCP 47), such as `en` or `zh`; null where there is too little to say. */
export function languageOf(text: string): string | null {
  const words = text.replaceAll(noLanguage, ' ')
  const [han, kana, latin] = [count(words, /\p{Script=Han}/gu), count(words, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu), count(words, /\p{Script=Latin}/gu)]
  if ((han + kana) * lettersPerCharacter > Math.max(latin, minCharacters)) return kana * 10 > han + kana ? 'ja' : 'zh'
  const found = franc(words, { minLength: minCharacters })
  return found === 'und' ? null : new Intl.Locale(found).language
}
