import { useEffect, useState } from 'react'
import { createProcessor, type Processor } from '@/components/markdown/processor'

const plain = createProcessor(null)
let mathematical: Processor | undefined

/** The parser of answers; where a formula is met, the one that sets formulas as soon as it is loaded. Until then they are shown as they are written. */
export function useProcessor(needsMath: boolean): Processor {
  const [processor, setProcessor] = useState(() => (needsMath ? mathematical : undefined) ?? plain)
  useEffect(() => {
    if (!needsMath || processor !== plain) return
    let isCurrent = true
    import('@/components/markdown/mathPlugins').then(
      ({ mathPlugins }) => {
        mathematical ??= createProcessor(mathPlugins)
        const loaded = mathematical
        if (isCurrent) setProcessor(() => loaded)
      },
      () => {
        // It could not be loaded: the formulas stay as they are written.
      },
    )
    return () => {
      isCurrent = false
    }
  }, [needsMath, processor])
  return processor
}
