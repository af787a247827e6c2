/** Words that turn a sentence into its opposite. */
const negation = /\b(?:not|never|no|none|neither|nor|cannot|forbidden|prohibited)\b|n['’]t\b|不(?!仅|但|同|过|断|少|久|足|低于|超过)|未(?!来|满)|没有|无(?!论|线)|禁止|严禁|勿/iu
/** Words that take something out without denying the whole. */
const exception = /\b(?:without|unless|except|only|but|instead|less|lapses?|un(?!til|der|i)\w+|in(?:valid|active|complete))\b|除|仅|只|以外|非|免/iu
/** Two words for the two ends of one thing. */
const opposites: readonly (readonly [RegExp, RegExp])[] = [
  [/\b(?:increas|ris|grow|rose|grew)\w*/i, /\b(?:decreas|declin|fall|fell|shrank|shrink|drop)\w*/i],
  [/\bbefore\b/i, /\bafter\b/i],
  [/\b(?:minimum|at least)\b/i, /\b(?:maximum|at most|up to)\b/i],
  [/增加|上升|提高|增长/u, /减少|下降|降低|缩短/u],
  [/以上|高于|超过/u, /以下|低于|不足/u],
  [/之前|以前/u, /之后|以后/u],
]
/** A sentence of the source is about the same thing when it says so much of the claim. */
const sameShare = 0.6

/** A sentence of a source in its clauses. */
export interface Statement {
  readonly text: string
  readonly clauses: readonly string[]
}

/**
 * Whether the sentence of a source that says most of a claim says its opposite.
 * @param shareIn how much of the claim some text says, 0..1.
 */
export function contradicts(claim: string, source: readonly Statement[], shareIn: (text: string) => number): boolean {
  const judged = source.map((statement) => ({ statement, share: shareIn(statement.text) }))
  const share = Math.max(0, ...judged.map((one) => one.share))
  if (share < sameShare) return false
  // Sentences that say about as much: one of them may be the one that is meant.
  return judged.filter((one) => one.share >= share - 0.1).every(({ statement }) => isDenied(claim, statement, share, shareIn) || isReversed(claim, statement.text))
}

function isDenied(claim: string, { text, clauses }: Statement, share: number, shareIn: (text: string) => number): boolean {
  if (negation.test(claim)) return !negation.test(text) && !exception.test(text)
  if (!negation.test(text) || exception.test(claim)) return false
  // What is denied in another clause is not what is claimed.
  return shareIn(clauses.filter((clause) => !negation.test(clause)).join(' ')) < share - 0.1
}

function isReversed(claim: string, text: string): boolean {
  return opposites.some((pair) => pair.some((pole, at) => pole.test(claim) && !pole.test(text) && pair[1 - at]?.test(text) === true && pair[1 - at]?.test(claim) === false))
}
