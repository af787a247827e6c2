const kinds = { space: 0, letter: 1, digit: 2, wide: 3, otherLetter: 4, mark: 5 } as const

/** Characters a token, by kind of run: how many letters of one English word, digits of one number and so on share a token. */
const lettersPerToken = 7
const digitsPerToken = 3
const otherLettersPerToken = 3
/** Tokens a Chinese, Japanese or Korean character: the tokenizers of today's models lie between about 0.6 and 1.1. */
const tokensPerWide = 0.8

/** The code units of scripts written without spaces between words: kana, Han, Hangul, full-width forms, and surrogate halves. */
function isWide(unit: number): boolean {
  return (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xdfff) || (unit >= 0xf900 && unit <= 0xfaff) || (unit >= 0xff00 && unit <= 0xffef)
}

function kindOf(unit: number): (typeof kinds)[keyof typeof kinds] {
  if (unit <= 0x20 || unit === 0xa0 || unit === 0x3000) return kinds.space
  if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0xc0 && unit <= 0x24f)) return kinds.letter
  if (unit >= 0x30 && unit <= 0x39) return kinds.digit
  if (unit < 0x80 || (unit >= 0x2000 && unit <= 0x2bff)) return kinds.mark
  return isWide(unit) ? kinds.wide : kinds.otherLetter
}

/**
 * About how many tokens a language model will count for a text: an estimate without a vocabulary, in one pass over its characters.
 * English words take one token per 7 letters begun, numbers one per 3 digits, marks one each, Chinese 0.8 a character (rounded up).
 * Good enough to size chunks and prompts; never to bill by. Never 0 for a text that has a visible character.
 */
export function countTokens(text: string): number {
  let tokens = 0
  let wide = 0
  let run = 0
  let previous: number = kinds.space
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindOf(text.charCodeAt(at))
    run = kind === previous ? run + 1 : 0
    previous = kind
    if (kind === kinds.wide) wide += 1
    else if (kind === kinds.mark) tokens += 1
    else if (kind === kinds.letter) tokens += run % lettersPerToken === 0 ? 1 : 0
    else if (kind === kinds.digit) tokens += run % digitsPerToken === 0 ? 1 : 0
    else if (kind === kinds.otherLetter) tokens += run % otherLettersPerToken === 0 ? 1 : 0
  }
  return tokens + Math.ceil(wide * tokensPerWide)
}
