import { useEffect, useState } from 'react'

type Repair = (block: string) => string

const asItIs: Repair = (block) => block
let loaded: Repair | null = null

/** Closes what a growing text has opened and not yet closed, such as `**`; loaded when the first text grows, and nothing is changed until then. */
export function useRepair(isGrowing: boolean): Repair {
  const [repair, setRepair] = useState(() => loaded)
  useEffect(() => {
    if (!isGrowing || repair !== null) return
    let isCurrent = true
    import('remend').then(
      ({ default: remend }) => {
        loaded = (block) => remend(block, { linkMode: 'text-only' })
        if (isCurrent) setRepair(() => loaded)
      },
      () => {
        // It could not be loaded: signs are seen until they are closed.
      },
    )
    return () => {
      isCurrent = false
    }
  }, [isGrowing, repair])
  return repair ?? asItIs
}
