'use client'

import { useFormatter } from 'use-intl'

/** Writes millionths of a dollar: `$4.20`, and what is less than a cent as exactly as it is. */
export function useMoney(): (micros: number) => string {
  const format = useFormatter()
  return (micros) => {
    const dollars = micros / 1_000_000
    const digits = dollars !== 0 && Math.abs(dollars) < 0.1 ? 6 : 2
    return format.number(dollars, { style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: digits })
  }
}
