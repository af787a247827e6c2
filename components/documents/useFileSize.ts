'use client'

import { useCallback } from 'react'
import { useFormatter } from 'use-intl/react'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** Bytes as people read them, in decimal units as the limit is set: 1,500,000 is 1.5 MB. */
export function useFileSize(): (bytes: number) => string {
  const format = useFormatter()
  return useCallback(
    (bytes) => {
      const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
      const value = bytes / 1_000 ** step
      return format.number(value, { style: 'unit', unit: units[step], unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: value < 10 ? 1 : 0 })
    },
    [format],
  )
}
