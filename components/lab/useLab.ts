'use client'

import { useSearchParams } from 'next/navigation'
import { addressOf, type Lab, labFrom } from '@/components/lab/address'

/** Some of it, or what follows from what it is now. */
export type ChangeLab = (change: Partial<Lab> | ((lab: Lab) => Partial<Lab>)) => void

/** What the lab shows, which is kept in the address; `change` writes there. */
export function useLab(): { lab: Lab; change: ChangeLab } {
  const parameters = useSearchParams()
  const lab = labFrom(new URLSearchParams(parameters))
  const change: ChangeLab = (changes) => {
    // What is there now, not what was there when this was drawn: two changes in one moment are both kept.
    const current = labFrom(new URLSearchParams(location.search))
    const address = addressOf({ ...current, ...(typeof changes === 'function' ? changes(current) : changes) })
    window.history.replaceState(null, '', address === '' ? location.pathname : `?${address}`)
  }
  return { lab, change }
}
