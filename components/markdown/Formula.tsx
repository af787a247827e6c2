import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { SetFormula } from '@/components/markdown/setFormula'

/** Loaded with the first formula that is met. */
let loaded: SetFormula | null = null

/** A formula; as it is written until what sets it is loaded. */
export function Formula({ tex, isDisplay }: { tex: string; isDisplay: boolean }) {
  const [setFormula, setSetFormula] = useState(() => loaded)
  const place = useRef<HTMLElement | null>(null)

  useEffect(() => {
    if (setFormula !== null) return
    let isCurrent = true
    import('@/components/markdown/setFormula').then(
      (module) => {
        loaded = module.setFormula
        if (isCurrent) setSetFormula(() => module.setFormula)
      },
      () => {
        // It could not be loaded: the formula stays as it is written.
      },
    )
    return () => {
      isCurrent = false
    }
  }, [setFormula])

  useLayoutEffect(() => {
    if (place.current !== null) setFormula?.(place.current, tex, isDisplay)
  }, [setFormula, tex, isDisplay])

  const Place = isDisplay ? 'div' : 'span'
  if (setFormula === null) return <Place key="written">{isDisplay ? `$$\n${tex}\n$$` : `$$${tex}$$`}</Place>
  // What is inside of it is the renderer's, of which React knows nothing.
  return <Place key="set" ref={(element: HTMLElement | null) => void (place.current = element)} />
}
