/** An amount that was typed, such as `2.50`, in millionths of a dollar; null for what is none. */
export function microsOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.')
  return /^-?\d{1,7}(\.\d{1,6})?$/.test(text) ? Math.round(Number(text) * 1_000_000) : null
}

/** The other way round, as it is typed. */
export const dollarsOf = (micros: number): string => String(micros / 1_000_000)
