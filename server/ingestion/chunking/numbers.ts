/** The source of a pattern for a number as Chinese headings write it. */
export const chineseNumber = '[零〇一二三四五六七八九十百千两0-9０-９]{1,9}'

/** The same for a number after a word such as Chapter, and what must follow there: "Article 12 of this law" begins nothing. */
export const englishNumber = String.raw`(?:\d{1,4}[A-Z]?|[IVXLC]{1,7}|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)(?![\p{L}\d])(?!\(\d)(?=[\s.:,—–-]*(?:$|[^\p{Ll}\s.:,—–-]))`

const digits = '零一二三四五六七八九'
const romanValues: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 }

/** The value of 一 to 九十九; 0 for anything else. */
export function chineseValue(text: string): number {
  const [whole, tens = '', ten = '', ones = ''] = /^([二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(text) ?? []
  if (whole === undefined || (ten === '' && tens !== '' && ones !== '')) return 0
  const value = (digit: string): number => Math.max(0, digits.indexOf(digit))
  return ten === '' ? value(tens + ones) : (tens === '' ? 1 : value(tens)) * 10 + value(ones)
}

/** The value of a Roman numeral up to CCCXCIX. */
export function romanValue(text: string): number {
  const values = Array.from(text, (letter) => romanValues[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}
