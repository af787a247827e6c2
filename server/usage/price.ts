/** Millionths of a dollar for a million tokens: 2,500,000 is $2.50. */
export interface Prices {
  readonly inputMicrosPerMillion: number
  readonly outputMicrosPerMillion: number
}

export interface Tokens {
  readonly inputTokens: number
  readonly outputTokens: number
}

/** What tokens cost in millionths of a dollar, rounded up: a call is never cheaper than its tokens. */
export function costOf({ inputMicrosPerMillion, outputMicrosPerMillion }: Prices, { inputTokens, outputTokens }: Tokens): number {
  const exact = BigInt(inputTokens) * BigInt(Math.round(inputMicrosPerMillion)) + BigInt(outputTokens) * BigInt(Math.round(outputMicrosPerMillion))
  return Number((exact + 999_999n) / 1_000_000n)
}

/** Tokens are counted without the vocabulary of the model: so many are held back for what was counted, to be enough all the same. */
export const worstInput = (counted: number): number => Math.ceil(counted * 1.25)
